import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { connectEngine } from '#server/incus/connect-engine.ts';
import type { Engine } from '#server/incus/engine.ts';
import { getOperation } from '#server/incus/operations.ts';
import { createProject, deleteProject, getProject } from '#server/incus/projects.ts';
import { getServer } from '#server/incus/server.ts';
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts';
import type { Fault } from './fault-rules.ts';
import { badGateway, engineFailed, engineStarting, halfReply, operationForgotten } from './faults.ts';
import { ownName } from './own-name.ts';
import { isLocal, testEngine } from './test-engine.ts';

const direct = testEngine();
const project = { name: `berth-${ownName()}`, config: { 'features.images': 'false' } };

describe.skipIf(!isLocal(direct))('a fault bites, and bites once', () => {
  let proxy: FaultProxy;
  let engine: Engine;

  beforeAll(async () => {
    proxy = await startFaultProxy();
    engine = connectEngine({ url: proxy.url });
  });
  afterEach(async () => {
    proxy.heal();
    await deleteProject(direct, project).catch(() => undefined);
  });
  afterAll(async () => {
    await engine?.close();
    await direct.close();
    await proxy?.close();
  });

  const create = (options = {}) => createProject(engine, project, options);
  const isMade = () =>
    getProject(direct, project).then(
      () => true,
      () => false,
    );

  test.each([
    ['cut-before', { kind: 'cut-before' }, false],
    ['half of the request', { kind: 'half-request' }, false],
    ['cut-after', { kind: 'cut-after' }, true],
    ['half of the answer', { kind: 'half-answer' }, true],
    ['502', badGateway, false],
    ['503', engineStarting, false],
    ['504 with half a reply', halfReply, false],
  ] as const satisfies (readonly [string, Fault, boolean])[])(
    '%s: the call is unavailable',
    async (_what, fault, hasReached) => {
      const placed = proxy.place({ fault, method: 'POST' });
      await expect(create()).rejects.toMatchObject({ kind: 'unavailable' });
      await placed.struck;
      expect(await isMade()).toBe(hasReached);
      if (!hasReached) await create();
      expect(placed.hits()).toBe(1);
      expect(await isMade()).toBe(true);
    },
  );

  test('an answer that is held back: it is done, and nobody hears of it', async () => {
    const placed = proxy.place({ fault: { kind: 'hold' }, method: /POST|PUT/ });
    const call = create({ timeoutSeconds: 1 });
    call.catch(() => undefined);
    await placed.struck;
    expect(await isMade()).toBe(true);
    await expect(call).rejects.toMatchObject({ kind: 'unavailable', engineMessage: 'no answer within 1 s' });
  });

  test('a delay is the delay that was asked for', async () => {
    proxy.place({ fault: { kind: 'delay', ms: 300 } });
    const startedAt = performance.now();
    await getServer(engine);
    expect(performance.now() - startedAt).toBeGreaterThan(299);
  });

  test('a reason of the engine is told, and nothing was done', async () => {
    proxy.place({ fault: engineFailed, method: 'POST' });
    await expect(create()).rejects.toMatchObject({
      kind: 'failed',
      engineMessage: 'Failed to write: no space left on device',
    });
    expect(await isMade()).toBe(false);
  });

  test('an operation is forgotten', async () => {
    proxy.place({ fault: operationForgotten, path: /operations/ });
    const id = '00000000-0000-4000-8000-000000000000';
    expect(await getOperation(engine, { id })).toEqual({ state: 'forgotten' });
    expect(proxy.requests.at(-1)).toMatchObject({ fault: 'answer', status: 0 });
  });
});
