import { setTimeout as delay } from 'node:timers/promises';
import { hashToken, newToken } from '#server/auth/session-token.ts';
import type { Db } from '#server/db.ts';

export type PanelClient = {
  /** For what is no part of /api/v1. */
  headers: { authorization: string };
  call<Answer>(method: string, path: string, body?: unknown): Promise<Answer>;
  /** Asks again until the answer is as wanted. */
  until<Answer>(path: string, isWanted: (answer: Answer) => boolean): Promise<Answer>;
};

const patienceMs = 60_000;

/** /api/v1 with an operator's token of its own. */
export async function panelClient(origin: string, db: Db): Promise<PanelClient> {
  const token = newToken('berth_');
  const { id: userId } = await db.user.findFirstOrThrow({ where: { isOperator: true } });
  const prefix = token.slice(0, 14);
  await db.apiToken.create({ data: { name: 'bench', prefix, tokenHash: hashToken(token), userId } });
  const headers = { authorization: `Bearer ${token}` };

  async function call<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
    const response = await fetch(`${origin}/api/v1${path}`, {
      method,
      headers: { ...headers, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text.slice(0, 500)}`);
    return JSON.parse(text) as Answer;
  }

  async function until<Answer>(path: string, isWanted: (answer: Answer) => boolean): Promise<Answer> {
    const deadline = performance.now() + patienceMs;
    for (;;) {
      const answer = await call<Answer>('GET', path);
      if (isWanted(answer)) return answer;
      if (performance.now() > deadline) throw new Error(`${path} is still ${JSON.stringify(answer)}`);
      await delay(100);
    }
  }
  return { headers, call, until };
}
