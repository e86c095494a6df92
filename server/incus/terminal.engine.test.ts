import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EngineProject, makeEngineProject } from '../testing/make-engine-project.ts';
import { testEngine } from '../testing/test-engine.ts';
import { execInInstance } from './exec-in-instance.ts';
import type { InstanceRef } from './instance.ts';
import { setInstanceState } from './instance-state.ts';
import { openTerminal } from './open-terminal.ts';
import { finishOperation } from './operations.ts';
import type { Terminal, TerminalExit } from './terminal.ts';

const engine = testEngine();
let project: EngineProject;
let ref: InstanceRef;

beforeAll(async () => {
  project = await makeEngineProject(engine);
  ref = await project.makeInstance('shell');
});
afterAll(async () => {
  await project?.remove();
  await engine.close();
});

/** All that the terminal has written so far. */
function record(terminal: Terminal): () => string {
  let text = '';
  terminal.onData((data) => {
    text += data.toString();
  });
  return () => text;
}

const exitOf = (terminal: Terminal) => new Promise<TerminalExit>((resolve) => terminal.onExit(resolve));
const openShell = (options?: { signal: AbortSignal }) =>
  openTerminal(engine, { ...ref, command: ['sh'], columns: 100, rows: 30 }, options);
const processes = async () => (await execInInstance(engine, { ...ref, command: ['ps'] })).stdout.toString();

test('a shell has a terminal of the size asked for, and of every size after', async () => {
  const terminal = await openShell();
  const screen = record(terminal);
  terminal.write('stty size; echo $TERM\r');
  await expect.poll(screen).toMatch(/30 100\r\nxterm-256color/);
  terminal.resize({ columns: 132, rows: 43 });
  await expect
    .poll(() => {
      terminal.write('stty size\r');
      return screen();
    })
    .toContain('43 132');
  terminal.write('exit 7\r');
  expect(await exitOf(terminal)).toEqual({ code: 7 });
});

test('what was written before anybody listened is not lost', async () => {
  const command = ['sh', '-c', 'echo early; exit 4'];
  const terminal = await openTerminal(engine, { ...ref, command, columns: 80, rows: 24 });
  expect(await exitOf(terminal)).toEqual({ code: 4 });
  expect(record(terminal)()).toBe('early\r\n');
});

test('a signal reaches the program', async () => {
  const command = ['sh', '-c', 'trap "echo caught; exit 9" USR1; echo ready; while :; do sleep 0.1; done'];
  const terminal = await openTerminal(engine, { ...ref, command, columns: 80, rows: 24 });
  const screen = record(terminal);
  await expect.poll(screen).toContain('ready');
  terminal.signal(10);
  expect(await exitOf(terminal)).toEqual({ code: 9 });
  expect(screen()).toContain('caught');
});

test('a flood is held back while it is paused, and comes whole', async () => {
  const command = ['sh', '-c', 'stty raw; head -c 8000000 /dev/zero | tr "\\0" x; echo; sleep 0.2'];
  const terminal = await openTerminal(engine, { ...ref, command, columns: 80, rows: 24 });
  let size = 0;
  terminal.onData((data) => {
    size += data.length;
  });
  terminal.pause();
  await new Promise((resolve) => setTimeout(resolve, 500));
  const held = size;
  expect(held).toBeLessThan(2_000_000);
  terminal.resume();
  expect(await exitOf(terminal)).toEqual({ code: 0 });
  expect(size).toBe(8_000_001);
});

test('hanging up kills the program', async () => {
  const command = ['sleep', '8642'];
  const terminal = await openTerminal(engine, { ...ref, command, columns: 80, rows: 24 });
  await expect.poll(processes).toContain('8642');
  terminal.close();
  await expect.poll(processes).not.toContain('8642');
  expect((await exitOf(terminal)).code).not.toBe(0);
});

test('the signal of the call hangs up, too', async () => {
  const ending = new AbortController();
  const terminal = await openShell({ signal: ending.signal });
  ending.abort();
  expect((await exitOf(terminal)).code).not.toBe(0);
  await expect(openShell({ signal: ending.signal })).rejects.toThrow('abort');
});

test('the end of the instance ends it', async () => {
  const terminal = await openShell();
  const stop = await setInstanceState(engine, { ...ref, action: 'stop', force: true });
  await finishOperation(engine, stop);
  expect((await exitOf(terminal)).code).not.toBe(0);
  await expect(openShell()).rejects.toMatchObject({
    kind: 'refused',
    engineMessage: 'Instance is not running',
  });
});
