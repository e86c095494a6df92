import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { beganAt, describePanel, findPanel, lockFile, releaseLock, takeLock } from './panel-lock.mjs';

let home;
beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'berth-lock-'));
});
afterEach(() => rmSync(home, { recursive: true }));

const about = { root: '/opt/berth', version: '1', url: 'http://localhost:3000' };
const module = new URL('panel-lock.mjs', import.meta.url).href;

/** Another process that takes the lock, says whether it got it, and stays until it is killed. */
async function other() {
  const code = `import { takeLock } from '${module}';
    console.log(takeLock(process.argv[1], {})?.pid ?? 'taken'); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code, home]);
  const [said] = await once(child.stdout, 'data');
  return { child, said: String(said).trim() };
}

async function kill(child) {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

test('the second panel is told who has the home, and changes nothing', async () => {
  expect(takeLock(home, about)).toBeUndefined();
  const before = readFileSync(lockFile(home), 'utf8');
  expect(before.split('\n')[0]).toBe(String(process.pid));
  const { child, said } = await other();
  await kill(child);
  expect(said).toBe(String(process.pid));
  expect(readFileSync(lockFile(home), 'utf8')).toBe(before);
  expect(readdirSync(home)).toEqual(['panel.pid']);
  releaseLock(home);
  expect(readdirSync(home)).toEqual([]);
});

test('of many that start at once exactly one has it', async () => {
  const all = await Promise.all(Array.from({ length: 6 }, other));
  const winners = all.filter(({ said }) => said === 'taken');
  await Promise.all(all.map(({ child }) => kill(child)));
  expect(winners).toHaveLength(1);
  expect(all.filter(({ said }) => said === String(winners[0].child.pid))).toHaveLength(5);
});

test('after a kill the next one takes over, unless the server of the killed one still runs', async () => {
  const { child } = await other();
  await kill(child);
  expect(findPanel(home)).toBeUndefined();
  expect(takeLock(home, about)).toBeUndefined();

  const server = spawn('sleep', ['60']);
  describePanel(home, { server: { pid: server.pid, began: beganAt(server.pid) } });
  // As if this process were gone and its number had been given to another.
  const [pid, panel] = readFileSync(lockFile(home), 'utf8').split('\n');
  writeFileSync(lockFile(home), `${pid}\n${JSON.stringify({ ...JSON.parse(panel), began: 1 })}\n`);
  const held = findPanel(home);
  await kill(server);
  expect(held?.server.pid).toBe(server.pid);
  expect(findPanel(home)).toBeUndefined();
});
