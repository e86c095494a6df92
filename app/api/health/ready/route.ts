import { answerReady } from '#server/health/answer-health.ts';
import { readHealth } from '#server/health/read-health.ts';
import { installation } from '#server/installation.ts';

export const dynamic = 'force-dynamic';

/** For deployments: 200 when everything that a customer's click needs is there, or 503 and why not. */
export async function GET(): Promise<Response> {
  return answerReady(await readHealth(installation()));
}
