import type { ErrorReason } from '#server/errors.ts';
import type { JobState, StepState } from '#server/jobs/states.ts';

type Asked = {
  state: JobState;
  isCancelling: boolean;
  steps: readonly { name: string; state: StepState }[];
};

const otherwise = {
  queued: null,
  running: null,
  undoing: 'cancel-undoing',
  stuck: 'cancel-stuck',
  done: 'cancel-over',
  failed: 'cancel-over',
  cancelled: 'cancel-over',
} as const satisfies Record<JobState, ErrorReason | null>;

/**
 * Why a job cannot be cancelled, or null when it can: it waits or runs, and none of the steps that cannot be
 * taken back has started. The worker decides by the same rule (server/jobs/run-job.ts).
 */
export function whyNotCancel(job: Asked, finalSteps: readonly string[]): ErrorReason | null {
  const reason = otherwise[job.state];
  if (reason) return reason;
  if (job.steps.some(({ name, state }) => state !== 'waiting' && finalSteps.includes(name))) {
    return 'cancel-too-late';
  }
  return job.isCancelling ? 'cancel-asked' : null;
}
