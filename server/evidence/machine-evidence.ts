import { cleanText } from '#server/guests/clean-text.ts';
import { runInGuest } from '#server/guests/run-in-guest.ts';
import type { LookedAt } from '#server/instances/kinds/kind-parts.ts';
import { observer } from './observe.ts';
import type { Observation } from './schema.ts';

/** What only a machine with a kernel of its own can say of that, where the engine's agent is in it. */
export async function machineEvidence({ ctx, ref, instance }: LookedAt): Promise<Observation[]> {
  const at = ctx.now();
  const kernel = observer('kernel', { origin: 'guest', source: 'uname -r', at });
  if (instance.state !== 'running') return [kernel.unknown('kernel-seen', 'not-running')];
  const ran = await runInGuest(ctx, ref, { script: 'uname -r' }).catch(() => undefined);
  const release = cleanText(ran?.stdout ?? '', 200);
  return [release ? kernel.seen('kernel-seen', release) : kernel.unknown('kernel-seen', 'no-answer')];
}
