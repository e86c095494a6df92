import { setTimeout as delay } from 'node:timers/promises';
import { origin } from './panel.ts';

export type Request = { method: 'GET' | 'POST' | 'DELETE'; path: string; body?: unknown; key?: string };
type Started = { jobId: string; instanceId: string };
export type Asked = ({ answer: 'accepted' } & Started) | { answer: 'refused'; reason: string };

type Refusal = { code: string; reason: string; params?: { requestId?: string } };
type Jobs = { items: { id: string; subjectKey: string }[] };

const patienceMs = 120_000;
const pauseMs = 300;

/**
 * Asks until there is an answer, always with the same Idempotency-Key: as a billing system does whose connection
 * broke. Throws when there is none for two minutes.
 */
export async function ask(token: string, request: Request): Promise<Asked> {
  const answer = await untilAnswered(token, request);
  if (answer.isOk) return { answer: 'accepted', ...(answer.body as Started) };
  const { reason, params } = (answer.body as { error: Refusal }).error;
  if (reason !== 'idempotency-answer-lost') return { answer: 'refused', reason };
  return { answer: 'accepted', ...(await findStarted(token, params?.requestId ?? '')) };
}

/** It was carried out, and its answer is gone with the process that had it: the job of that request tells. */
async function findStarted(token: string, requestId: string): Promise<Started> {
  const { body } = await untilAnswered(token, { method: 'GET', path: `/jobs?requestId=${requestId}` });
  const [job, another] = (body as Jobs).items;
  if (!job || another) throw new Error(`request ${requestId} began ${another ? 'several jobs' : 'no job'}`);
  return { jobId: job.id, instanceId: job.subjectKey.slice('instance:'.length) };
}

async function untilAnswered(token: string, request: Request) {
  const deadline = performance.now() + patienceMs;
  let last = '';
  while (performance.now() < deadline) {
    try {
      const answer = await send(token, request);
      if (!isPassing(answer)) return answer;
      last = `${answer.status} ${JSON.stringify(answer.body).slice(0, 200)}`;
    } catch (error) {
      last = String(error);
    }
    await delay(pauseMs);
  }
  throw new Error(`${request.method} ${request.path} had no answer: ${last}`);
}

function isPassing({ status, body }: { status: number; body: unknown }): boolean {
  if (status >= 500) return true;
  const { error } = body as { error?: Refusal };
  return error?.code === 'unavailable' || error?.reason === 'idempotency-in-progress';
}

async function send(token: string, { method, path, body, key }: Request) {
  const response = await fetch(`${origin}/api/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      ...(key && { 'idempotency-key': key }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(20_000),
  });
  return { isOk: response.ok, status: response.status, body: (await response.json()) as unknown };
}
