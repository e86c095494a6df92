import type { Health } from './check-health.ts';

/** `/api/health`: everything, 503 when not ready. */
export function answerHealth(health: Health): Response {
  return answer(health.isReady, health);
}

/** `/api/health/ready`: the same in short, with the reasons why not. */
export function answerReady({ isReady, checks }: Health): Response {
  const whyNot = Object.entries(checks).flatMap(([part, { why }]) => (why ? [`${part}: ${why}`] : []));
  return answer(isReady, { isReady, ...(whyNot.length > 0 && { whyNot }) });
}

/** `/api/health/live`: this process answers, whatever else does not. */
export function answerLive(): Response {
  return answer(true, { isLive: true });
}

function answer(isWell: boolean, body: object): Response {
  return Response.json(body, { status: isWell ? 200 : 503, headers: { 'cache-control': 'no-store' } });
}
