import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { isLocal, localSocket, testEngine } from '../testing/test-engine.ts';
import { apiPath } from './api-path.ts';
import { callEngine } from './call-engine.ts';
import { getServer } from './server.ts';

const engine = testEngine();
const suite = test.runIf(isLocal(engine));
afterAll(() => engine.close());

/** Whether the engine answers somebody who comes anew. */
async function answers(withinSeconds: number): Promise<boolean> {
  const visitor = testEngine();
  try {
    await getServer(visitor, { timeoutSeconds: withinSeconds });
    return true;
  } catch {
    return false;
  } finally {
    await visitor.close();
  }
}

suite('whoever connects to the engine and says nothing keeps everybody else out: this is how it is', async () => {
  const silent = connect(localSocket);
  await once(silent, 'connect');
  expect(await answers(1)).toBe(false);
  silent.destroy();
  await expect.poll(() => answers(1), { timeout: 10_000 }).toBe(true);
});

suite('a call whose body does not come fails, and keeps nobody out', async () => {
  const nothing = new ReadableStream<Uint8Array>({ pull: () => new Promise(() => undefined) });
  const call = callEngine(
    engine,
    { method: 'POST', path: apiPath`images`, rawBody: nothing },
    { timeoutSeconds: 20 },
  );
  const ended = call.then(
    () => 'done',
    (error: unknown) => error,
  );
  await delay(500);
  expect(await answers(2)).toBe(true);
  expect(await ended).toMatchObject({ name: 'EngineError' });
});
