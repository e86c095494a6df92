import type { JobObserver, ObservedJob } from '#server/jobs/job-observer.ts';
import { instruments } from '#server/metrics/instruments.ts';
import { inSpan } from './in-span.ts';
import { traceparent } from './traceparent.ts';

/** Jobs and steps as spans, as measured times, and as the ids that their engine calls are logged under. */
export const jobObserver: JobObserver = {
  wrapJob(job, run) {
    const { id, kind, requestId } = job;
    const attributes = { 'berth.job_id': id, 'berth.request_id': requestId ?? undefined };
    return inSpan({ name: `job ${kind}`, kind: 'consumer', attributes, scope: scopeOf(job) }, run);
  },
  wrapStep(job, { name, action, attempt }, run) {
    const attributes = { 'berth.job_id': job.id, 'berth.step': name, 'berth.attempt': attempt };
    const spanName = action === 'undo' ? `undo ${name}` : `step ${name}`;
    return inSpan({ name: spanName, kind: 'internal', attributes, scope: { step: name } }, run);
  },
  stepEnded(kind, step, outcome, seconds) {
    const { stepSeconds, stepRetries } = instruments();
    stepSeconds.observe({ kind, step, outcome }, seconds);
    if (outcome === 'retried') stepRetries.inc({ kind, step });
  },
  jobEnded(kind, state, seconds) {
    instruments().jobSeconds.observe({ kind, state }, seconds);
  },
};

function scopeOf({ id, requestId, ...job }: ObservedJob) {
  const parent = traceparent(job.traceparent);
  return { jobId: id, ...(requestId && { requestId }), ...(parent && { traceparent: parent }) };
}
