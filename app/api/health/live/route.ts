import { answerLive } from '#server/health/answer-health.ts';

export const dynamic = 'force-dynamic';

/** For load balancers and supervisors: this process answers. */
export function GET(): Response {
  return answerLive();
}
