import { afterAll, beforeAll, expect, test } from 'vitest';
import { setInstanceState } from '../incus/instance-state.ts';
import { finishOperation } from '../incus/operations.ts';
import { openShellWorld, type ShellWorld } from '../testing/shell-world.ts';
import { testEngine } from '../testing/test-engine.ts';
import { fetchImage } from './fetch-image.ts';
import type { FetchAnswer } from './schema.ts';

const engine = testEngine();
let world: ShellWorld;
let web: { reference: string; digest: string };
let heavy: { reference: string; digest: string };

beforeAll(async () => {
  world = await openShellWorld(engine);
  web = await world.registry.push('web');
  heavy = await world.registry.push('heavy');
});
afterAll(async () => {
  await world?.close();
  await engine.close();
});

/** What is there of the fetching of the heavy one, without waiting for it. */
function look(number: number): Promise<FetchAnswer> {
  const { caPem, username, password } = world.registry;
  const input = { number, reference: heavy.reference, auth: { username, password }, caPem };
  return fetchImage(engine, world.shell, input);
}
const journalOf = (number: number) =>
  world.inShell('sh', '-c', `cat /run/berth/fetch-${number}/* 2>/dev/null; ls -R /run/berth/fetch-${number}`);

test('the digest is of what the registry has, and what came is told', async () => {
  const answer = await world.fetch(1, web.reference);
  expect(answer).toMatchObject({ state: 'fetched', digest: web.digest, error: null });
  expect(answer.facts).toMatchObject({ command: ['/web'], ports: [{ port: 8080, protocol: 'tcp' }] });
  expect(answer.imageBytes).toBeGreaterThan(500_000);
  expect(answer.log.lines.map(({ text }) => text)).toEqual(
    expect.arrayContaining([`Fetching ${web.reference}`, `Fetched ${web.digest}`]),
  );
  expect(await world.fetch(1, web.reference)).toMatchObject({ state: 'fetched', digest: web.digest });
});

test('by its digest it is the same for ever', async () => {
  const pinned = web.reference.replace(/:1$/, `@${web.digest}`);
  expect(await world.fetch(2, pinned)).toMatchObject({ state: 'fetched', digest: web.digest });
});

test('a number is of one image', async () => {
  await expect(world.fetch(1, heavy.reference)).rejects.toMatchObject({ code: 'conflict' });
});

test('what goes on is told in bytes', async () => {
  const seen: FetchAnswer['progress'][] = [];
  await expect
    .poll(
      async () => {
        const { state, progress } = await look(3);
        seen.push(progress);
        return state;
      },
      { timeout: 60_000, interval: 20 },
    )
    .toBe('fetched');
  expect(seen.at(-1)?.totalBytes).toBeGreaterThan(24_000_000);
  expect(seen.at(-1)?.fetchedBytes).toBe(seen.at(-1)?.totalBytes);
  expect(seen.every(({ fetchedBytes, totalBytes }) => fetchedBytes <= totalBytes)).toBe(true);
});

test.each([
  ['not-found', () => ({ reference: `${world.registry.host}/tests/nothing:1` })],
  ['unauthorized', () => ({ auth: { username: 'tester', password: 'wrong-wrong' } })],
  ['unauthorized', () => ({ auth: null })],
  ['untrusted', () => ({ caPem: null })],
  ['unreachable', () => ({ reference: `${world.registry.host.replace(/:.*/, ':5999')}/tests/web:1` })],
] as const)('%s is told as such', async (code, wish) => {
  const answer = await world.fetch(10, web.reference, {
    ...wish(),
    attempt: `${code}${Math.random()}`.replace('.', ''),
  });
  expect(answer).toMatchObject({ state: 'failed', error: { code } });
  expect(answer.error?.message).not.toContain('wrong-wrong');
});

test('the same attempt stays failed; another one begins anew', async () => {
  const wrong = { auth: { username: 'tester', password: 'wrong' }, attempt: 'one' };
  expect(await world.fetch(11, web.reference, wrong)).toMatchObject({ state: 'failed' });
  expect(await world.fetch(11, web.reference, { attempt: 'one' })).toMatchObject({ state: 'failed' });
  expect(await world.fetch(11, web.reference, { attempt: 'two' })).toMatchObject({ state: 'fetched' });
});

test('nothing stays of a password, and no list of processes shows it', async () => {
  const { password } = world.registry;
  await world.inShell('podman', 'rmi', '--all', '--force');
  let lists = '';
  for (let state = ''; state !== 'fetched'; ) {
    ({ state } = await look(12));
    lists += await world.inShell('busybox', 'ps');
  }
  expect(lists).toContain('podman pull');
  expect(lists).not.toContain(password);
  const word = Buffer.from(`tester:${password}`).toString('base64');
  const left = await world.inShell(
    'grep',
    '-rlE',
    `${password}|${word}`,
    '/run',
    '/var/lib/berth',
    '/root',
    '/tmp',
    '/var/tmp',
  );
  expect(left).toBe('');
});

test('a fetch that was killed is begun anew by the next attempt', async () => {
  await world.inShell('podman', 'rmi', '--all', '--force');
  await look(13);
  await world.inShell(
    'sh',
    '-c',
    'for p in /proc/[0-9]*; do grep -aq pull $p/cmdline && kill -9 $(basename $p); done',
  );
  const { registry } = world;
  await expect
    .poll(() => world.fetch(13, heavy.reference).then(({ state }) => state), { timeout: 30_000 })
    .toMatch(/failed|fetched/);
  expect(await world.fetch(13, heavy.reference, { attempt: 'again' })).toMatchObject({
    digest: heavy.digest,
  });
  expect(await journalOf(13)).not.toContain(registry.password);
});

test('a restart of the shell in the middle loses nothing but the time', async () => {
  await world.inShell('podman', 'rmi', '--all', '--force');
  await look(14);
  const restart = { ...world.shell, action: 'restart', force: true } as const;
  await finishOperation(engine, await setInstanceState(engine, restart));
  expect(await world.fetch(14, heavy.reference)).toMatchObject({ state: 'fetched', digest: heavy.digest });
});
