import { afterAll, beforeAll, expect, test } from 'vitest';
import { setInstanceState } from '../incus/instance-state.ts';
import { finishOperation } from '../incus/operations.ts';
import { openShellWorld, type ShellWorld } from '../testing/shell-world.ts';
import { testEngine } from '../testing/test-engine.ts';
import { dropDeployment } from './drop-deployment.ts';
import { keepDeployments } from './keep-deployments.ts';
import { readWorkloadLogs } from './read-workload-logs.ts';
import { runDeployment } from './run-deployment.ts';
import { startWorkload } from './start-workload.ts';
import { stopWorkload } from './stop-workload.ts';

// One shell for all of them, one after another, as a customer would have it.
const engine = testEngine();
let world: ShellWorld;
beforeAll(async () => {
  world = await openShellWorld(engine);
});
afterAll(async () => {
  await world?.close();
  await engine.close();
});
const until = { timeout: 20_000, interval: 100 };

test('nothing was deployed in a new shell', async () => {
  expect(await world.status()).toMatchObject({ number: null, state: 'none', pid: null, restarts: 0 });
  await expect(startWorkload(engine, world.shell)).rejects.toMatchObject({ code: 'absent', verb: 'start' });
});

test.each(['crun', 'runsc'] as const)(
  'an image runs by %s, answers and says what it does',
  async (runtime) => {
    expect(await world.deploy(1, 'web', { runtime })).toMatchObject({
      number: 1,
      state: 'running',
      restarts: 0,
    });
    await expect.poll(() => world.ask().catch(String), until).toBe('ok');
    await expect
      .poll(() => world.texts(1), until)
      .toEqual(expect.arrayContaining(['listening on 8080', 'GET /']));
  },
);

test('the same once more changes nothing', async () => {
  const before = await world.status();
  expect(await world.deploy(1, 'web', { runtime: 'runsc' })).toMatchObject(before);
});

test('another digest than the fetched one is refused', async () => {
  const digest = `sha256:${'0'.repeat(64)}`;
  await expect(
    runDeployment(engine, world.shell, { number: 1, digest, runtime: 'crun' }),
  ).rejects.toMatchObject({ code: 'conflict' });
  await expect(
    runDeployment(engine, world.shell, { number: 77, digest, runtime: 'crun' }),
  ).rejects.toMatchObject({ code: 'absent' });
  expect(await world.status()).toMatchObject({ number: 1, state: 'running' });
});

test('environment, secrets, command and volumes arrive; a volume outlives its deployment', async () => {
  const wish = {
    command: ['--privileged', '$(id)', 'a b; c'],
    environment: [{ name: 'OPEN', value: 'it\'s # = "so"' }],
    secretEnvironment: [{ name: 'TOKEN', value: 'hush-hush-hush' }],
    volumes: [{ name: 'data', path: '/data' }],
  };
  expect(await world.deploy(2, 'tell', wish)).toMatchObject({ number: 2, state: 'running' });
  await expect
    .poll(() => world.texts(2), until)
    .toEqual(
      expect.arrayContaining([
        'argument --privileged',
        'argument $(id)',
        'argument a b; c',
        `variable OPEN=it's # = "so"`,
        'variable TOKEN=hush-hush-hush',
        'variable FROM_IMAGE=yes',
        'ids 1000 1000',
        'root read-only',
      ]),
    );
  await world.inShell('touch', '/var/lib/containers/storage/volumes/berth-data/_data/kept');
  await world.deploy(3, 'tell', { volumes: [{ name: 'data', path: '/data' }] });
  await dropDeployment(engine, world.shell, 2);
  expect(await world.inShell('ls', '/var/lib/containers/storage/volumes/berth-data/_data')).toBe('kept\n');
  // The application was not asked for its arguments: nothing of the shell shows the secret but root's own files.
  expect(await world.inShell('busybox', 'ps')).not.toContain('hush');
});

test('another program begins where it is told, and knows the names it was given', async () => {
  const script = 'pwd; /bin/busybox cat /etc/hosts; echo "$0 $1"; exec /bin/busybox httpd -f -p 8080 -h /www';
  const wish = {
    entrypoint: ['/bin/busybox', 'sh', '-c', script],
    ...{ command: ['zero', 'it\'s "one"'], workingDir: '/www' },
    stopSeconds: 1,
    hosts: [{ name: 'the_db.internal', address: '10.1.2.3' }],
  };
  for (const [number, runtime] of [
    [21, 'crun'],
    [22, 'runsc'],
  ] as const) {
    await world.deploy(number, 'box', { ...wish, runtime });
    await expect
      .poll(async () => (await world.texts(number)).map((text) => text.replaceAll(/\s+/g, ' ')), until)
      .toEqual(expect.arrayContaining(['/www', '10.1.2.3 the_db.internal', 'zero it\'s "one"']));
    await expect.poll(() => world.ask().catch(String), until).toContain('ok');
  }
});

test('what is healthy, what is not, and what had to be started again', async () => {
  const health = {
    test: { kind: 'http' as const, port: 8080, path: '/' },
    ...{ intervalSeconds: 1, timeoutSeconds: 2, retries: 2, startSeconds: 3 },
  };
  await world.deploy(4, 'web', { health });
  await expect.poll(async () => (await world.status()).health?.state, until).toBe('healthy');
  await world.deploy(5, 'unwell', { health });
  expect((await world.status()).health).toMatchObject({ state: 'starting' });
  await expect.poll(async () => (await world.status()).health?.state, until).toBe('unhealthy');
  expect((await world.status()).health?.output).toContain('500');
  // Back to the former one, as a deployment that failed does it.
  expect(await world.deploy(4, 'web', { health })).toMatchObject({ number: 4, state: 'running' });
  await expect.poll(async () => (await world.status()).health?.state, until).toBe('healthy');
  await world.ask('/exit?9');
  await expect
    .poll(world.status, until)
    .toMatchObject({ state: 'running', restarts: 1, exitCode: 9, health: { state: 'healthy' } });
});

test('a command inside tells of health too', async () => {
  const health = (command: string[]) => ({
    test: { kind: 'command' as const, command },
    ...{ intervalSeconds: 1, timeoutSeconds: 2, retries: 1, startSeconds: 0 },
  });
  for (const runtime of ['crun', 'runsc'] as const) {
    await world.deploy(6, 'tell', { runtime, health: health(['/bin/cat', '/proc/uptime']) });
    await expect.poll(async () => (await world.status()).health?.state, until).toBe('healthy');
    await world.deploy(6, 'tell', { runtime, health: health(['/bin/cat', "/it's; nothing"]) });
    await expect.poll(async () => (await world.status()).health?.state, until).toBe('unhealthy');
  }
});

test('one that keeps ending is started again with longer and longer pauses, as its policy says', async () => {
  expect(await world.deploy(7, 'ends', { restart: { policy: 'on-failure', max: 2 } })).toMatchObject({
    number: 7,
  });
  await expect
    .poll(world.status, until)
    .toMatchObject({ state: 'exited', exitCode: 3, restarts: 2, pid: null });
  await world.deploy(7, 'ends', {
    restart: { policy: 'on-failure', max: null },
    environment: [{ name: 'CODE', value: '0' }],
  });
  await expect.poll(world.status, until).toMatchObject({ state: 'exited', exitCode: 0, restarts: 0 });
  await world.deploy(7, 'ends');
  await expect.poll(world.status, until).toMatchObject({ state: 'restarting', exitCode: 3 });
});

test('what cannot be started is told in the runtime’s words, and the former one can go on', async () => {
  await expect(world.deploy(8, 'hollow')).rejects.toMatchObject({
    code: 'not-started',
    message: expect.stringContaining('/nothing'),
  });
  expect(await world.deploy(4, 'web')).toMatchObject({ number: 4, state: 'running' });
});

test('it stops, stays stopped over a restart of the shell, and starts', async () => {
  expect(await stopWorkload(engine, world.shell)).toMatchObject({ number: 4, state: 'stopped', exitCode: 0 });
  await restartShell();
  expect(await world.status()).toMatchObject({ number: 4, state: 'stopped' });
  expect(await startWorkload(engine, world.shell)).toMatchObject({ number: 4, state: 'running' });
  expect(await startWorkload(engine, world.shell)).toMatchObject({ number: 4, state: 'running' });
});

test('what runs goes on after a restart of the shell, which asks it to end first', async () => {
  const took = await restartShell();
  await expect.poll(world.status, until).toMatchObject({ number: 4, state: 'running', restarts: 0 });
  expect(await world.texts(4)).toContain('bye 15');
  expect(took).toBeLessThan(8000);
});

test('only what is kept stays', async () => {
  await expect(keepDeployments(engine, world.shell, [1])).rejects.toMatchObject({ code: 'refused' });
  const removed = await keepDeployments(engine, world.shell, [4, 1]);
  expect(removed).toEqual([3, 5, 6, 7, 8, 21, 22]);
  expect(await keepDeployments(engine, world.shell, [4, 1])).toEqual([]);
  expect(await world.ask()).toBe('ok');
  const images = (await world.inShell('podman', 'images', '--quiet', '--no-trunc')).trim().split('\n');
  expect(new Set(images).size).toBe(1);
});

test('logs are read on from where they ended', async () => {
  const first = await readWorkloadLogs(engine, world.shell, { limit: 1 });
  expect(first.lines).toHaveLength(1);
  for (let count = 0; count < 5; count++) await world.ask(`/${count}`);
  const next = await readWorkloadLogs(engine, world.shell, { after: first.cursor, limit: 3 });
  expect(next.lines.map(({ text }) => text)).toEqual(['GET /0', 'GET /1', 'GET /2']);
  expect(next).toMatchObject({ hasMore: true, isCut: false });
  const rest = await readWorkloadLogs(engine, world.shell, { after: next.cursor });
  expect(rest.lines.map(({ text }) => text)).toEqual(['GET /3', 'GET /4']);
  expect(rest).toMatchObject({ hasMore: false });
});

async function restartShell(): Promise<number> {
  const started = performance.now();
  await finishOperation(
    engine,
    await setInstanceState(engine, { ...world.shell, action: 'restart', timeoutSeconds: 60 }),
  );
  return performance.now() - started;
}
