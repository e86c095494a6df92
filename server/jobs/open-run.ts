import { AppError, type ErrorParams, isErrorReason } from '#server/errors.ts';
import type { ClaimedJob } from './claim-jobs.ts';
import type { Json } from './define-job.ts';
import { findDefinition, type JobKinds } from './find-definition.ts';
import type { JobRun } from './job-run.ts';
import type { JobState, StepState } from './states.ts';
import { toJobError } from './to-job-error.ts';
import type { RunSignals, WorkerTools } from './worker-tools.ts';

/** What a worker needs to go on with a job that it has claimed. */
export function openRun<Tools>(
  row: ClaimedJob,
  kinds: JobKinds<Tools>,
  tools: WorkerTools<Tools>,
  signals: RunSignals,
): JobRun<Tools> {
  const definition = findDefinition(kinds, row);
  const params = definition.params.safeParse(row.params);
  return {
    id: row.id,
    state: row.state as JobState,
    tenantId: row.tenantId,
    instanceId: row.instanceId,
    requestId: row.requestId,
    traceparent: row.traceparent,
    startedAt: row.startedAt,
    definition,
    params: params.data,
    isReadable: params.success,
    steps: definition.steps.map((step, position) => ({
      position,
      definition: step,
      state: (row.steps[position]?.state ?? 'waiting') as StepState,
      attempts: row.steps[position]?.attempts ?? 0,
      undoAttempts: row.steps[position]?.undoAttempts ?? 0,
    })),
    outputs: Object.fromEntries(
      row.steps.map((step) => [step.name, (step.output ?? undefined) as Json | undefined]),
    ),
    unsaved: new Map(),
    error: params.success ? storedError(row) : toJobError(params.error),
    tools,
    signals: row.cancelRequestedAt ? { ...signals, cancel: AbortSignal.abort() } : signals,
    log: tools.log.child({
      jobId: row.id,
      kind: row.kind,
      ...(row.requestId && { requestId: row.requestId }),
    }),
  };
}

function storedError({
  errorReason: reason,
  errorDetails,
  errorForOperators,
}: ClaimedJob): AppError | undefined {
  if (!reason || !isErrorReason(reason)) return undefined;
  const forOperators = errorForOperators ?? undefined;
  return new AppError('internal', reason, (errorDetails ?? {}) as ErrorParams, { forOperators });
}
