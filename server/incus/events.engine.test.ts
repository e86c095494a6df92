import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FaultProxy, startFaultProxy } from '../testing/fault-proxy.ts';
import { type EngineProject, makeEngineProject } from '../testing/make-engine-project.ts';
import { isLocal, testEngine } from '../testing/test-engine.ts';
import { connectEngine } from './connect-engine.ts';
import type { Engine } from './engine.ts';
import type { EngineEvent, LifecycleEvent } from './engine-event.ts';
import { setInstanceState } from './instance-state.ts';
import { finishOperation } from './operations.ts';
import { patchProject } from './projects.ts';
import { subscribeEvents } from './subscribe-events.ts';

const direct = testEngine();
let proxy: FaultProxy;
let engine: Engine;
let project: EngineProject;

beforeAll(async () => {
  proxy = await startFaultProxy();
  engine = connectEngine({ url: proxy.url });
  project = await makeEngineProject(direct);
});
afterAll(async () => {
  await project?.remove();
  await engine?.close();
  await direct.close();
  await proxy?.close();
});

/** Listens, and keeps what it hears. Waits between attempts are short. */
function listen() {
  const events: EngineEvent[] = [];
  const connects: { missed: boolean }[] = [];
  const errors: string[] = [];
  const handle = subscribeEvents(engine, {
    onEvent: (event) => events.push(event),
    onConnect: (info) => connects.push(info),
    onDisconnect: ({ error }) => errors.push(error.kind),
    backoffMs: { first: 20, longest: 200 },
  });
  const actions = () =>
    events
      .filter((event): event is LifecycleEvent => event.type === 'lifecycle')
      .filter((event) => event.project === project.name)
      .map(({ action, instance }) => (instance ? `${action} ${instance}` : action));
  return { events, connects, errors, actions, close: handle.close };
}

const note = (text: string) => patchProject(direct, { name: project.name, config: { 'user.note': text } });

test.skipIf(!isLocal(direct))('the life of an instance is heard, with the operations behind it', async () => {
  const ear = listen();
  await expect.poll(() => ear.connects).toEqual([{ missed: false }]);
  const ref = await project.makeInstance('heard');
  const stop = await setInstanceState(direct, { ...ref, action: 'stop', force: true });
  await finishOperation(direct, stop);
  await expect.poll(ear.actions).toContain('instance-stopped heard');
  expect(ear.actions()).toEqual(expect.arrayContaining(['instance-created heard', 'instance-started heard']));
  const hasEnded = (event: EngineEvent) =>
    event.type === 'operation' && event.operation.id === stop.id && event.operation.status_code === 200;
  await expect.poll(() => ear.events.some(hasEnded)).toBe(true);
  ear.close();
});

test.skipIf(!isLocal(direct))(
  'after a cut it connects again and says that something may be missing',
  async () => {
    const ear = listen();
    await expect.poll(() => ear.connects.length).toBe(1);
    proxy.cutAll();
    await note('unheard');
    await expect.poll(() => ear.connects).toEqual([{ missed: false }, { missed: true }]);
    expect(ear.errors).toEqual(['unavailable']);
    await note('heard again');
    await expect.poll(ear.actions).toContain('project-updated');
    ear.close();
  },
);

test.skipIf(!isLocal(direct))(
  'it keeps trying while the engine is down, and refuses to be fooled by answers',
  async () => {
    const ear = listen();
    await expect.poll(() => ear.connects.length).toBe(1);
    await proxy.suspend();
    await expect.poll(() => ear.errors.length).toBeGreaterThan(3);
    const fault = { kind: 'answer', status: 503, body: 'starting' } as const;
    const answer = proxy.place({ path: /events/, fault });
    await proxy.resume();
    await expect.poll(() => ear.connects).toEqual([{ missed: false }, { missed: true }]);
    expect(answer.hits()).toBe(1);
    expect(new Set(ear.errors)).toEqual(new Set(['unavailable']));
    ear.close();
  },
);

test.skipIf(!isLocal(direct))(
  'what got lost on an open connection is not noticed, but after the next cut it is',
  async () => {
    proxy.place({ path: /events/, fault: { kind: 'lose-frames' } });
    const ear = listen();
    await expect.poll(() => ear.connects.length).toBe(1);
    await note('lost');
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(ear.events).toEqual([]);
    proxy.cutAll();
    await expect.poll(() => ear.connects).toEqual([{ missed: false }, { missed: true }]);
    ear.close();
  },
);

test.skipIf(!isLocal(direct))('after close nothing comes and nothing is tried', async () => {
  const ear = listen();
  await expect.poll(() => ear.connects.length).toBe(1);
  ear.close();
  const tries = proxy.requests.length;
  await note('too late');
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect([ear.actions(), ear.errors, proxy.requests.length]).toEqual([[], [], tries]);
});

test.skipIf(!isLocal(direct))('the end of the engine ends it', async () => {
  const ending = new AbortController();
  const shortLived = connectEngine({ url: proxy.url, signal: ending.signal });
  const errors: string[] = [];
  const connected = new Promise<void>((resolve) => {
    subscribeEvents(shortLived, {
      onEvent: () => {},
      onConnect: () => resolve(),
      onDisconnect: ({ error }) => errors.push(error.engineMessage),
    });
  });
  await connected;
  ending.abort();
  const tries = proxy.requests.length;
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect([errors, proxy.requests.length]).toEqual([[], tries]);
  await shortLived.close();
});
