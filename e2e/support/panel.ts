import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { hashToken, newToken } from '#server/auth/session-token.ts';
import { type Db, openDatabase } from '#server/db.ts';
import { liveJobStates } from '#server/jobs/states.ts';

export type Panel = Awaited<ReturnType<typeof openPanel>>;
type Answer = Record<string, unknown>;

/** The panel as its provider has it: the database, and the API with an operator's token. */
export async function openPanel(origin: string, databaseUrl: string) {
  const db = openDatabase(databaseUrl, 2);
  const email = `operator-${mark()}@example.com`;
  const operator = await db.user.create({ data: { email, name: 'Operator', isOperator: true } });
  const token = newToken('berth_');
  const stored = { name: 'e2e', prefix: token.slice(0, 10), tokenHash: hashToken(token) };
  await db.apiToken.create({ data: { ...stored, userId: operator.id } });

  async function call(method: string, path: string, body?: unknown): Promise<Answer> {
    const answer = await fetch(origin + path, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const parsed = (await answer.json()) as Answer;
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(parsed)}`);
    return parsed;
  }

  return {
    db,
    operator,
    call,
    /** Calls, and waits until the job that the answer names is done. */
    async callAndWait(method: string, path: string, body?: unknown): Promise<Answer> {
      const answer = await call(method, path, body);
      await untilDone(db, String(answer.jobId));
      return answer;
    },
    async close() {
      await db.user.delete({ where: { id: operator.id } });
      await db.$disconnect();
    },
  };
}

/** Waits for a job and takes nothing but `done`. */
async function untilDone(db: Db, jobId: string): Promise<void> {
  const live: readonly string[] = liveJobStates;
  for (let tries = 0; tries < 600; tries++) {
    const { state, kind, error } = await db.job.findUniqueOrThrow({ where: { id: jobId } });
    if (state === 'done') return;
    if (!live.includes(state) || state === 'stuck') throw new Error(`${kind} is ${state}: ${error}`);
    await delay(100);
  }
  throw new Error('the job did not end in a minute');
}

/** Something that makes a name its own. */
export function mark(): string {
  return randomBytes(4).toString('hex');
}
