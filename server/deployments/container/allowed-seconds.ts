import type { HealthCheck } from '../container-schema.ts';

/** No version may be on its way for longer: whoever waits for it wants to know. */
export const longestCheckSeconds = 3600;
/** Between two looks, and for one that has to be killed. */
const betweenSeconds = 3;
/** Above what its health check allows itself. */
const graceSeconds = 15;

/** How long a version may take to be healthy. Until it is, its shell looks every second, whatever the interval. */
export function allowedSeconds({ startSeconds, timeoutSeconds, retries }: HealthCheck): number {
  return startSeconds + retries * (timeoutSeconds + betweenSeconds) + graceSeconds;
}
