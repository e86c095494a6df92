import { type Actor, isProvider } from '#server/auth/actor.ts';
import type { Prisma } from '#server/db.ts';
import { fullText } from '#server/errors.ts';
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
  errorForOperators: true,
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
      errorForOperators: true,
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
  const ofProvider = isProvider(reader.actor);
  const ownSteps = row.steps.map((step) => toStep(step, ofProvider));
  const finalSteps = (definitionOf(row)?.steps ?? []).filter((step) => step.isFinal).map(({ name }) => name);
  const asked = { state, isCancelling: row.cancelRequestedAt !== null, steps: ownSteps };
  const cancelReason = whyNotCancel(asked, finalSteps) ?? whyMayNotCancel(reader.actor, row);
  return {
    ...{ id: row.id, kind: row.kind, state, subject: row.subject, subjectKey: row.subjectKey },
    tenant: row.tenant,
    instanceId: row.instanceId,
    actorName: reader.hidesActor ? null : row.actorName,
    error: toError(row, ofProvider),
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
    queuePosition: reader.queuePosition,
    nextTryAt: isResting(row, reader.now) ? row.runAt.toISOString() : null,
    cancelRequestedAt: row.cancelRequestedAt?.toISOString() ?? null,
    canCancel: cancelReason === null,
    cancelReason,
    resolved: ofProvider ? toResolved(row) : null,
    steps: ownSteps,
  };
}

type Step = JobRow['steps'][number];

function toStep({ errorForOperators, ...step }: Step, ofProvider: boolean): JobView['steps'][number] {
  const { error } = step;
  return {
    ...step,
    error: error && ofProvider ? fullText(error, errorForOperators) : error,
    state: stepState.parse(step.state),
    startedAt: step.startedAt?.toISOString() ?? null,
    finishedAt: step.finishedAt?.toISOString() ?? null,
  };
}

/** Begun, nobody at work on it, and its next try is not yet due. */
function isResting({ state, claimedBy, runAt }: JobRow, now: Date): boolean {
  return (state === 'running' || state === 'undoing') && claimedBy === null && runAt > now;
}

function toResolved({ resolvedAt, resolvedByName, resolvedReason }: JobRow): JobView['resolved'] {
  if (!resolvedAt) return null;
  return { at: resolvedAt.toISOString(), byName: resolvedByName ?? '', reason: resolvedReason ?? '' };
}

function toError(row: JobRow, ofProvider: boolean): JobView['error'] {
  const { errorReason, error, errorDetails, errorForOperators } = row;
  if (error === null) return null;
  const params = errorParams.safeParse(errorDetails ?? {});
  return {
    ...{ reason: errorReason ?? 'internal', params: params.data ?? {}, message: error },
    forOperators: ofProvider ? errorForOperators : null,
  };
}
