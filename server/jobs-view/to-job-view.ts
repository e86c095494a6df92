import type { Actor } from '#server/auth/actor.ts';
import type { Prisma } from '#server/db.ts';
import { definitionOf } from './definition-of.ts';
import { type JobView, jobView } from './schema.ts';
import { whyNotCancel } from './states.ts';
import { whyMayNotCancel } from './why-may-not-cancel.ts';

export const jobSelect = {
  id: true,
  kind: true,
  version: true,
  state: true,
  subject: true,
  subjectKey: true,
  tenant: { select: { id: true, slug: true, name: true } },
  tenantId: true,
  instanceId: true,
  actorId: true,
  actorName: true,
  errorReason: true,
  error: true,
  errorDetails: true,
  createdAt: true,
  startedAt: true,
  finishedAt: true,
  runAt: true,
  claimedBy: true,
  cancelRequestedAt: true,
  resolvedAt: true,
  resolvedByName: true,
  resolvedReason: true,
  steps: {
    orderBy: { position: 'asc' },
    select: {
      name: true,
      state: true,
      attempts: true,
      undoAttempts: true,
      note: true,
      error: true,
      startedAt: true,
      finishedAt: true,
    },
  },
} as const satisfies Prisma.JobSelect;

export type JobRow = Prisma.JobGetPayload<{ select: typeof jobSelect }>;

const { state: jobState, error: jobError, steps } = jobView.shape;
const stepState = steps.element.shape.state;
const errorParams = jobError.unwrap().shape.params;

type Reader = {
  actor: Actor;
  now: Date;
  /** To whom everybody of the provider is the provider. */
  hidesActor: boolean;
  queuePosition: number | null;
};

export function toJobView(row: JobRow, reader: Reader): JobView {
  const state = jobState.parse(row.state);
  const ownSteps = row.steps.map(toStep);
  const finalSteps = (definitionOf(row)?.steps ?? []).filter((step) => step.isFinal).map(({ name }) => name);
  const asked = { state, isCancelling: row.cancelRequestedAt !== null, steps: ownSteps };
  const cancelReason = whyNotCancel(asked, finalSteps) ?? whyMayNotCancel(reader.actor, row);
  return {
    ...{ id: row.id, kind: row.kind, state, subject: row.subject, subjectKey: row.subjectKey },
    tenant: row.tenant,
    instanceId: row.instanceId,
    actorName: reader.hidesActor ? null : row.actorName,
    error: toError(row),
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
    queuePosition: reader.queuePosition,
    nextTryAt: isResting(row, reader.now) ? row.runAt.toISOString() : null,
    cancelRequestedAt: row.cancelRequestedAt?.toISOString() ?? null,
    canCancel: cancelReason === null,
    cancelReason,
    resolved: isProvider(reader.actor) ? toResolved(row) : null,
    steps: ownSteps,
  };
}

function toStep(step: JobRow['steps'][number]): JobView['steps'][number] {
  return {
    ...step,
    state: stepState.parse(step.state),
    startedAt: step.startedAt?.toISOString() ?? null,
    finishedAt: step.finishedAt?.toISOString() ?? null,
  };
}

/** Begun, nobody at work on it, and its next try is not yet due. */
function isResting({ state, claimedBy, runAt }: JobRow, now: Date): boolean {
  return (state === 'running' || state === 'undoing') && claimedBy === null && runAt > now;
}

function isProvider(actor: Actor): boolean {
  return actor.kind === 'system' || (actor.kind !== 'visitor' && actor.isOperator);
}

function toResolved({ resolvedAt, resolvedByName, resolvedReason }: JobRow): JobView['resolved'] {
  if (!resolvedAt) return null;
  return { at: resolvedAt.toISOString(), byName: resolvedByName ?? '', reason: resolvedReason ?? '' };
}

function toError({ errorReason, error, errorDetails }: JobRow): JobView['error'] {
  if (error === null) return null;
  const params = errorParams.safeParse(errorDetails ?? {});
  return { reason: errorReason ?? 'internal', params: params.data ?? {}, message: error };
}
