import { record } from '#server/audit/record.ts';
import { actorId, actorName } from '#server/auth/actor.ts';
import { authorizeOperator } from '#server/auth/authorize.ts';
import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { enqueueJob } from '#server/jobs/enqueue-job.ts';
import { scope } from '#server/telemetry/scope.ts';
import { panicLockJob } from './panic-lock.job.ts';

/**
 * Stops everything in all vaults of a node and locks them: for the day when somebody is at the door. `confirmName` is
 * the node's name, typed.
 */
export async function panicLock(
  ctx: Ctx,
  { nodeId, confirmName }: { nodeId: string; confirmName: string },
): Promise<{ jobId: string }> {
  authorizeOperator(ctx);
  return ctx.db.$transaction(async (tx) => {
    const node = await tx.node.findUnique({ where: { id: nodeId }, select: { name: true } });
    if (!node) throw new AppError('not-found', 'not-found');
    const { name } = node;
    if (confirmName !== name) {
      throw new AppError('invalid', 'delete-name-differs', { name }, { field: 'confirmName' });
    }
    const vaults = await tx.vault.count({ where: { nodeId, state: { not: 'shredded' } } });
    if (vaults === 0) throw new AppError('wrong-state', 'panic-nothing');
    const jobId = await enqueueJob(tx, panicLockJob, {
      ...{ params: { nodeId }, subject: name, subjectKey: `node:${nodeId}` },
      ...{ actorId: actorId(ctx.actor), actorName: actorName(ctx.actor) },
      ...{ requestId: ctx.requestId, traceparent: scope().traceparent },
    });
    const target = { targetKind: 'node', targetId: nodeId, targetName: name };
    await record(ctx, tx, { action: 'node.panic-lock', ...target, details: { vaults } });
    return { jobId };
  });
}
