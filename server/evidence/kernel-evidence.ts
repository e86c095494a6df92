import type { Ctx } from '#server/context.ts';
import type { TaggedInstance } from '#server/incus/instance.ts';
import { isNodeError } from '#server/node-shell/node-error.ts';
import { getKernelStatus, type KernelStatus } from '#server/nodes/get-kernel-status.ts';
import { nodeAccess } from '#server/nodes/node-access.ts';
import { observer } from './observe.ts';
import type { EvidenceKey, EvidenceReason, Observation } from './schema.ts';

const asked: readonly EvidenceKey[] = ['kernel-installed', 'kernel-waits', 'live-patches'];
const patienceSeconds = 5;

type Read = { ctx: Ctx; id: string; found: TaggedInstance; at: Date };

/** Whether fixes of the node's kernel wait for a restart, or came without one: the helper's word. */
export async function kernelEvidence({ ctx, id, found, at }: Read): Promise<Observation[]> {
  const status = await ask(ctx, id, found.location);
  if (typeof status !== 'string') return toObservations(status, at);
  return asked.map((key) => of(at).unknown(key, status));
}

async function ask(ctx: Ctx, id: string, location: string): Promise<KernelStatus | EvidenceReason> {
  const row = await ctx.db.instance.findUnique({
    where: { id },
    select: { node: { select: { name: true } } },
  });
  try {
    const node = nodeAccess(row?.node?.name ?? location);
    return node ? await getKernelStatus(node, { timeoutSeconds: patienceSeconds }) : 'no-node-shell';
  } catch (error) {
    // One of before the verb was there.
    return isNodeError(error, 'refused') ? 'helper-too-old' : 'node-unreachable';
  }
}

/** From what the helper has read: exported for its test. */
export function toObservations(status: KernelStatus, at: Date): Observation[] {
  const { newest, waitsForRestart, livePatches } = status;
  const isUneasy = livePatches.some(({ isEnabled, isInTransition }) => !isEnabled || isInTransition);
  return [
    newest === null
      ? of(at).unknown('kernel-installed', 'no-kernel-there')
      : of(at).seen('kernel-installed', newest),
    newest === null
      ? of(at).unknown('kernel-waits', 'no-kernel-there')
      : of(at).seen('kernel-waits', waitsForRestart ? 'yes' : 'no', waitsForRestart ? 'notice' : 'none'),
    of(at).seen(
      'live-patches',
      livePatches.map(patchText).join('\n') || 'none',
      isUneasy ? 'notice' : 'none',
    ),
  ];
}

/** One in transition does not yet hold for every process. */
function patchText({ name, isEnabled, isInTransition }: KernelStatus['livePatches'][number]): string {
  return `${name} (${isEnabled ? 'enabled' : 'disabled'}${isInTransition ? ', in transition' : ''})`;
}

function of(at: Date) {
  return observer('kernel', { origin: 'node', source: 'kernel-status', at });
}
