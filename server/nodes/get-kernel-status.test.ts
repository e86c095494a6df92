import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { helperFile } from '#server/node-shell/local-command.ts';
import { parseAnswer } from '#server/node-shell/parse-answer.ts';
import { getKernelStatus, type KernelStatus, kernelStatus } from './get-kernel-status.ts';

const run = promisify(execFile);
const running = (await run('uname', ['-r'])).stdout.trim();
let root: string;

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'berth-test-kernel-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

// The helper works for root alone.
describe.runIf(process.getuid?.() === 0)('on this machine', () => {
  test('the node tells its kernel', async () => {
    const status = await getKernelStatus({ kind: 'local', vaultRoot: root });
    expect(status.running).toBe(running);
    expect(status.newest === null && status.waitsForRestart).toBe(false);
  });

  test('the newest is by version, not by letters; what is no release is passed over', async () => {
    const status = await look({
      kernels: ['5.9.9-1-amd64', '999.10.0-9-amd64', '999.10.0-28-amd64', '0-rescue-1', 'linux'],
    });
    expect(status).toMatchObject({ newest: '999.10.0-28-amd64', waitsForRestart: true });
  });

  test('a candidate is older than its release, another flavour of the running one is no newer kernel', async () => {
    expect((await look({ kernels: ['999.1.0', '999.1.0-rc2', '999.1~rc1-amd64'] })).newest).toBe('999.1.0');
    const twins = await look({ kernels: [running, `${running}-zz`] });
    expect(twins).toMatchObject({ newest: running, waitsForRestart: false });
  });

  test('an older one on the disk waits for nothing', async () => {
    expect(await look({ kernels: ['1.0.1-1-amd64'] })).toMatchObject({
      ...{ newest: '1.0.1-1-amd64', waitsForRestart: false, canLivePatch: false, livePatches: [] },
    });
    expect(await look({ kernels: [] })).toMatchObject({ newest: null, waitsForRestart: false });
  });

  test('live patches, with those that do not hold for every process yet; a strange name is none', async () => {
    const { canLivePatch, livePatches } = await look({
      kernels: [],
      patches: { 'fix-1': ['1', '0'], fix_2: ['1', '1'], 'off.3': ['0', '0'], 'a b;c': ['1', '0'] },
    });
    expect(canLivePatch).toBe(true);
    expect(livePatches).toEqual([
      { name: 'fix-1', isEnabled: true, isInTransition: false },
      { name: 'fix_2', isEnabled: true, isInTransition: true },
      { name: 'off.3', isEnabled: false, isInTransition: false },
    ]);
  });

  test('it takes no argument, and no key', async () => {
    const { stdout } = await run(helperFile(), ['--root', root, 'kernel-status', '/etc']).catch(
      (error) => error,
    );
    expect(JSON.parse(stdout)).toMatchObject({ ok: false, kind: 'refused' });
  });
});

type Disk = { kernels: string[]; patches?: Record<string, [enabled: string, transition: string]> };

/** The helper in a mount namespace of its own, where /boot and /sys/kernel are folders of ours. */
async function look({ kernels, patches }: Disk): Promise<KernelStatus> {
  const place = await mkdtemp(path.join(root, 'disk-'));
  await Promise.all([mkdir(path.join(place, 'boot')), mkdir(path.join(place, 'kernel'))]);
  for (const name of kernels) await writeFile(path.join(place, 'boot', `vmlinuz-${name}`), '');
  for (const [name, [enabled, transition]] of Object.entries(patches ?? {})) {
    const folder = path.join(place, 'kernel/livepatch', name);
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, 'enabled'), `${enabled}\n`);
    await writeFile(path.join(folder, 'transition'), `${transition}\n`);
  }
  const inside = path.join(place, 'inside.sh');
  await writeFile(
    inside,
    `#!/bin/sh -e\nmount --bind "$1/boot" /boot\nmount --bind "$1/kernel" /sys/kernel\nshift\nexec "$@"\n`,
  );
  await chmod(inside, 0o755);
  const words = [
    '--mount',
    inside,
    place,
    helperFile(),
    '--root',
    path.join(place, 'vaults'),
    'kernel-status',
  ];
  const answer = parseAnswer((await run('unshare', words)).stdout);
  if (!answer?.ok) throw new Error(answer?.message ?? 'no answer');
  return kernelStatus.parse(answer.facts);
}
