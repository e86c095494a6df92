import { answerHealth } from '#server/health/answer-health.ts';
import { readHealth } from '#server/health/read-health.ts';
import { installation } from '#server/installation.ts';

export const dynamic = 'force-dynamic';

/** For people and their monitoring: what works and what does not. */
export async function GET(): Promise<Response> {
  return answerHealth(await readHealth(installation()));
}
