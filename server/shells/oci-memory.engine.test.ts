import { afterAll, beforeAll, expect, test } from 'vitest';
import { openShellWorld, type ShellWorld } from '../testing/shell-world.ts';
import { testEngine } from '../testing/test-engine.ts';
import { keepDeployments } from './keep-deployments.ts';

const engine = testEngine();
let world: ShellWorld;
beforeAll(async () => {
  world = await openShellWorld(engine);
});
afterAll(async () => {
  await world?.close();
  await engine.close();
});

/** Bytes of files in the page cache, in their order. */
async function cached(...files: string[]): Promise<number[]> {
  const said = await world.inShell('fincore', '--bytes', '--noheadings', '--output=RES', ...files);
  return said.trim().split(/\s+/).map(Number);
}

test('what a deployment has read of podman is in nobody’s memory afterwards, and what runs stays there', async () => {
  await world.deploy(1, 'web');
  await keepDeployments(engine, world.shell, [1]);
  const [podman, crun, conmon] = await cached('/usr/bin/podman', '/usr/bin/crun', '/usr/bin/conmon');
  expect([podman, crun]).toEqual([0, 0]);
  const ofBoot = ['/usr/bin/mount', '/usr/bin/mkfifo', '/usr/lib/x86_64-linux-gnu/libmount.so.1'];
  if (process.arch === 'x64') expect(await cached(...ofBoot)).toEqual([0, 0, 0]);
  expect(conmon).toBeGreaterThan(0);
  expect(await world.ask()).toBe('ok');
});
