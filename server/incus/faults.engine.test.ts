import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FaultProxy, startFaultProxy } from '../testing/fault-proxy.ts';
import { type EngineProject, makeEngineProject } from '../testing/make-engine-project.ts';
import { isLocal, testEngine } from '../testing/test-engine.ts';
import { connectEngine } from './connect-engine.ts';
import type { Engine, EngineCallReport } from './engine.ts';
import { execInInstance } from './exec-in-instance.ts';
import { isRunning } from './instance.ts';
import { setInstanceState } from './instance-state.ts';
import { createInstance, getInstance } from './instances.ts';
import { finishOperation, getOperation, waitOperation } from './operations.ts';
import { getProject } from './projects.ts';
import { getServer } from './server.ts';

const direct = testEngine();

describe.skipIf(!isLocal(direct))('when something is wrong between us and the engine', () => {
  let proxy: FaultProxy;
  let engine: Engine;
  let project: EngineProject;
  const calls: EngineCallReport[] = [];

  beforeAll(async () => {
    proxy = await startFaultProxy();
    engine = connectEngine({ url: proxy.url, onCall: (call) => calls.push(call) });
    project = await makeEngineProject(direct);
  });
  afterAll(async () => {
    await project?.remove();
    await engine?.close();
    await direct.close();
    await proxy?.close();
  });

  test.each([
    ['cut before the engine heard of it', { kind: 'cut-before' }],
    ['cut before the answer arrived', { kind: 'cut-after' }],
    ['answered by somebody in between', { kind: 'answer', status: 502, body: '<html>Bad Gateway</html>' }],
    ['answered with half a reply and 503', { kind: 'answer', status: 503, body: '{"type":' }],
  ] as const)('a call that is %s is unavailable', async (_what, fault) => {
    proxy.place({ fault });
    await expect(getServer(engine)).rejects.toMatchObject({ name: 'EngineError', kind: 'unavailable' });
    expect((await getServer(engine)).auth).toBe('trusted');
  });

  test('an answer that makes no sense is broken', async () => {
    proxy.place({
      fault: { kind: 'answer', status: 200, body: '{"type":"sync","metadata":{"auth":"trusted"}}' },
    });
    await expect(getServer(engine)).rejects.toMatchObject({ kind: 'broken' });
  });

  test('a call ends in time, or when its caller wants', async () => {
    proxy.place({ fault: { kind: 'hang' }, times: 2 });
    await expect(getServer(engine, { timeoutSeconds: 0.2 })).rejects.toMatchObject({
      kind: 'unavailable',
      engineMessage: 'no answer within 0.2 s',
    });
    const ending = new AbortController();
    const call = getServer(engine, { signal: ending.signal });
    setTimeout(() => ending.abort(new Error('never mind')), 50);
    await expect(call).rejects.toThrow('never mind');
  });

  test('late is not lost', async () => {
    proxy.place({ fault: { kind: 'delay', ms: 150 } });
    expect((await getServer(engine)).auth).toBe('trusted');
  });

  test('an engine that is down is unavailable, with the reason', async () => {
    await proxy.suspend();
    // The first call may still find the connection of the one before.
    await expect(getServer(engine)).rejects.toMatchObject({ kind: 'unavailable' });
    await expect(getServer(engine)).rejects.toMatchObject({
      kind: 'unavailable',
      engineMessage: expect.stringContaining('the socket does not exist'),
    });
    await proxy.resume();
    expect((await getServer(engine)).auth).toBe('trusted');
  });

  test('each call is reported: what, how long, how it ended', async () => {
    calls.length = 0;
    await expect(getProject(engine, { name: 'no-such' })).rejects.toMatchObject({ kind: 'not-found' });
    expect(calls).toEqual([
      {
        method: 'GET',
        path: '/1.0/projects/no-such',
        status: 404,
        durationMs: expect.any(Number),
        project: undefined,
        error: expect.stringContaining('not found'),
      },
    ]);
  });

  test('a create whose answer was lost has been made: the resource itself tells', async () => {
    proxy.place({ method: 'POST', path: /\/instances\?/, fault: { kind: 'cut-after' } });
    const create = createInstance(engine, await project.tiny('lost-answer'));
    await expect(create).rejects.toMatchObject({ kind: 'unavailable' });
    const ref = { project: project.name, name: 'lost-answer' };
    await expect.poll(async () => isRunning(await getInstance(engine, ref))).toBe(true);
  });

  test('an operation that the engine knows no more is forgotten, not failed', async () => {
    const id = '00000000-0000-4000-8000-000000000000';
    expect(await getOperation(engine, { id })).toEqual({ state: 'forgotten' });
    expect(await waitOperation(engine, { id })).toEqual({ state: 'forgotten' });

    const ref = { project: project.name, name: 'lost-answer' };
    const stop = await setInstanceState(engine, { ...ref, action: 'stop', force: true });
    await finishOperation(direct, stop);
    // The engine keeps an operation for 5 s after its end.
    await expect.poll(() => getOperation(engine, stop), { timeout: 10_000 }).toEqual({ state: 'forgotten' });
    expect(await finishOperation(engine, stop)).toBeUndefined();
  });

  test("a wait outlives its own polls, and tells the engine's reason when the work fails", async () => {
    const ref = { project: project.name, name: 'lost-answer' };
    await finishOperation(direct, await setInstanceState(direct, { ...ref, action: 'start' }));
    await execInInstance(direct, { ...ref, command: ['touch', '/etc/refuse-stop'] });
    const stop = await setInstanceState(engine, { ...ref, action: 'stop', timeoutSeconds: 3 });
    await expect(waitOperation(engine, stop, { timeoutSeconds: 1 })).rejects.toMatchObject({
      kind: 'unavailable',
      engineMessage: 'the operation has not ended within 1 s; it goes on',
    });
    await expect(finishOperation(engine, stop)).rejects.toMatchObject({
      kind: 'failed',
      engineMessage: expect.stringContaining('deadline exceeded'),
    });
  });

  test('a wait that is cut says so; the operation itself goes on', async () => {
    const ref = { project: project.name, name: 'lost-answer' };
    const stop = await setInstanceState(engine, { ...ref, action: 'stop', force: true });
    proxy.place({ path: /wait/, fault: { kind: 'cut-before' } });
    await expect(waitOperation(engine, stop)).rejects.toMatchObject({ kind: 'unavailable' });
    expect((await waitOperation(engine, stop)).state).toMatch(/done|forgotten/);
  });

  test('a program whose streams are cut is not taken for done', async () => {
    const ref = await project.makeInstance('streams');
    const slow = execInInstance(engine, { ...ref, command: ['sleep', '30'] });
    slow.catch(() => {});
    await expect
      .poll(() => proxy.requests.filter(({ path }) => path.endsWith('/wait')).length)
      .toBeGreaterThan(0);
    await new Promise((resolve) => setTimeout(resolve, 200));
    proxy.cutAll();
    await expect(slow).rejects.toMatchObject({ kind: 'unavailable' });
  });
});
