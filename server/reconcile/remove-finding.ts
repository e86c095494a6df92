import type { z } from 'zod';
import { record } from '#server/audit/record.ts';
import { actorId, actorName } from '#server/auth/actor.ts';
import { authorizeOperator } from '#server/auth/authorize.ts';
import type { Ctx } from '#server/context.ts';
import type { Tx } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { notifyChange } from '#server/events/notify-change.ts';
import { isStopped } from '#server/incus/instance.ts';
import { enqueueJob } from '#server/jobs/enqueue-job.ts';
import { scope } from '#server/telemetry/scope.ts';
import { identityOf } from './engine-identity.ts';
import { getFinding } from './get-finding.ts';
import { loadFindingFor } from './load-finding-for.ts';
import { loadUnknownInstance } from './load-unknown-instance.ts';
import { removeUnknownInstanceJob } from './remove-unknown-instance.job.ts';
import { removeUnknownPartJob } from './remove-unknown-part.job.ts';
import type { FindingJobStarted, FindingView, removeFindingInput } from './schema.ts';

type Enqueue = (tx: Tx, finding: FindingView) => Promise<string>;

/** Takes what nobody knows off the engine, by a job. `confirmName` is its name, typed by whoever wants it gone. */
export async function removeFinding(
  ctx: Ctx,
  { id: rawId, confirmName }: z.infer<typeof removeFindingInput>,
): Promise<FindingJobStarted> {
  authorizeOperator(ctx);
  const seen = await getFinding(ctx, rawId);
  if (confirmName.trim() !== seen.subject) {
    throw new AppError('invalid', 'delete-name-differs', { name: seen.subject }, { field: 'confirmName' });
  }
  const enqueue = seen.subjectKey.startsWith('engine-instance:')
    ? await instanceRemoval(ctx, seen)
    : partRemoval(ctx);
  return ctx.db.$transaction(async (tx) => {
    const finding = await loadFindingFor(tx, 'remove', seen.id);
    const { id, kind, subject, tenant } = finding;
    const jobId = await enqueue(tx, finding);
    await record(ctx, tx, {
      action: 'finding.remove',
      tenantId: tenant?.id ?? null,
      ...{ targetKind: 'finding', targetId: id, targetName: subject },
      details: { kind },
    });
    await notifyChange(tx, { topic: 'finding', id, tenantId: null });
    return { findingId: id, jobId };
  });
}

async function instanceRemoval(ctx: Ctx, seen: FindingView): Promise<Enqueue> {
  const { instance } = await loadUnknownInstance(ctx, seen);
  const identity = identityOf(instance);
  const wasRunning = !isStopped(instance);
  return (tx, finding) => {
    const about = jobBase(ctx, finding);
    const params = { ...about.params, identity, wasRunning };
    return enqueueJob(tx, removeUnknownInstanceJob, { ...about, params });
  };
}

function partRemoval(ctx: Ctx): Enqueue {
  return (tx, finding) => {
    const about = jobBase(ctx, finding);
    const thing = finding.kind.replace('unknown-', '') as 'project' | 'network' | 'acl';
    const mark = String(finding.details.facts?.formerTenant ?? '');
    const params = { ...about.params, thing, name: finding.subject, mark };
    return enqueueJob(tx, removeUnknownPartJob, { ...about, params });
  };
}

function jobBase({ actor, requestId }: Ctx, { id, subject, subjectKey }: FindingView) {
  const name = actorName(actor);
  return {
    ...{ subject, subjectKey, actorId: actorId(actor), actorName: name, requestId },
    traceparent: scope().traceparent,
    params: { findingId: id, subjectKey, actorName: name },
  };
}
