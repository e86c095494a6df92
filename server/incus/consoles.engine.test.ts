import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EngineProject, makeEngineProject } from '../testing/make-engine-project.ts';
import { testEngine } from '../testing/test-engine.ts';
import { execInInstance } from './exec-in-instance.ts';
import type { InstanceRef } from './instance.ts';
import { setInstanceState } from './instance-state.ts';
import { openConsole, openScreen } from './open-console.ts';
import { finishOperation } from './operations.ts';
import type { Terminal, TerminalExit } from './terminal.ts';

const engine = testEngine();
let project: EngineProject;
let ref: InstanceRef;

beforeAll(async () => {
  project = await makeEngineProject(engine);
  ref = await project.makeInstance('console');
});
afterAll(async () => {
  await project?.remove();
  await engine.close();
});

const open = () => openConsole(engine, { ...ref, columns: 90, rows: 25 });
const exitOf = (terminal: Terminal) => new Promise<TerminalExit>((resolve) => terminal.onExit(resolve));
function record(terminal: Terminal): () => string {
  let text = '';
  terminal.onData((data) => {
    text += data.toString();
  });
  return () => text;
}
const inGuest = (script: string) => execInInstance(engine, { ...ref, command: ['sh', '-c', script] });

test('the text console shows what the guest writes to it, and what is typed reaches the guest', async () => {
  const console = await open();
  const seen = record(console);
  // The engine answers before it reads: what is written in between is in no console.
  await expect
    .poll(async () => {
      await inGuest('echo from-the-guest > /dev/console');
      return seen();
    })
    .toContain('from-the-guest');
  const reading = inGuest('head -n1 < /dev/console');
  await expect
    .poll(() => {
      console.write('typed-here\r');
      return seen();
    })
    .toContain('typed-here');
  expect((await reading).stdout.toString()).toContain('typed-here');
  console.close();
});

test('whoever opens it takes it, and it can be opened again and again', async () => {
  const first = await open();
  const second = await open();
  await exitOf(first);
  const seen = record(second);
  // The engine lets go of the first one's reader a moment later, and it may get what is written until then.
  await expect
    .poll(async () => {
      await inGuest('echo for-the-second > /dev/console');
      return seen();
    })
    .toContain('for-the-second');
  second.close();
});

test('it ends with the instance', async () => {
  const console = await open();
  const exit = exitOf(console);
  await finishOperation(engine, await setInstanceState(engine, { ...ref, action: 'stop', force: true }));
  expect((await exit).code).not.toBe(0);
  await expect(open()).rejects.toMatchObject({ kind: 'refused' });
  await finishOperation(engine, await setInstanceState(engine, { ...ref, action: 'start' }));
});

test('a light VM has no screen: the engine says so', async () => {
  await expect(openScreen(engine, ref)).rejects.toMatchObject({
    kind: 'refused',
    engineMessage: expect.stringContaining('only supported by virtual machines'),
  });
});
