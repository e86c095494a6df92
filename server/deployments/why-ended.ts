import type { ErrorParams, ErrorReason } from '#server/errors.ts';

/** Why a version is not up that has ended by itself; null: nobody saw with which code. */
export function whyEnded(exitCode: number | null): { reason: ErrorReason; params: ErrorParams } {
  if (exitCode === null) return { reason: 'deployment-ended-unseen', params: {} };
  return { reason: 'deployment-ended', params: { exitCode } };
}
