import { factsOf } from '#server/instances/kinds/schema.ts';
import type { InstanceView } from '#server/instances/schema.ts';
import { type Refusal, whyNot } from '#server/instances/states.ts';

/** What can be seen of the inside: what runs needs a guest that runs, files a disk that can be read. */
export type Inside = 'processes' | 'files';

/** Why the inside of a guest cannot be seen now, or null when it can. */
export function whyNotInside(what: Inside, instance: InstanceView): Refusal | null {
  if (!factsOf(instance.kind).tabs.includes(what)) return no('guest-not-of-kind');
  // The account's state speaks first, as for a terminal.
  const refusal = whyNot('console', { ...instance, state: 'running' });
  if (refusal) return refusal;
  if (instance.state === 'running') return null;
  if (what === 'processes') return no('guest-needs-running');
  if (instance.state !== 'stopped') return no('files-wrong-state');
  return whyNotStopped(instance);
}

/** Reading keeps the disk of a stopped one mounted for a while: not under a job, and not in a vault that is shut. */
function whyNotStopped({ name, job, vault }: InstanceView): Refusal | null {
  if (job) return { code: 'busy', reason: 'busy', params: { subject: name, kind: job.kind } };
  if (vault && vault.state !== 'open') return no('files-vault-locked', { vault: vault.name });
  return null;
}

function no(reason: Refusal['reason'], params: Record<string, string> = {}): Refusal {
  return { code: 'wrong-state', reason, params };
}
