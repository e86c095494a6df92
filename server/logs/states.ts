import type { InstanceView } from '#server/instances/schema.ts';
import { type Refusal, whyNot } from '#server/instances/states.ts';

/** Why there is no log to read now, or null when there may be one: what has ended has left one too. */
export function whyNoLog(instance: InstanceView): Refusal | null {
  // The account's state speaks first, as for a terminal.
  const refusal = whyNot('console', { ...instance, state: 'running' });
  if (refusal) return refusal;
  const isThere = instance.state !== 'creating' && instance.state !== 'failed' && instance.state !== 'lost';
  return isThere ? null : { code: 'wrong-state', reason: 'log-needs-instance', params: {} };
}
