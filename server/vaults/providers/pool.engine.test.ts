import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { execInInstance } from '#server/incus/exec-in-instance.ts';
import { setInstanceState } from '#server/incus/instance-state.ts';
import { finishOperation } from '#server/incus/operations.ts';
import { createStoragePool, deleteStoragePool } from '#server/incus/storage-pools.ts';
import { type EngineProject, makeEngineProject } from '#server/testing/make-engine-project.ts';
import { isLocal, testEngine } from '#server/testing/test-engine.ts';
import { openLocalBench, type VaultBench } from '#server/testing/vault-bench.ts';
import { closeOnNode } from './close-on-node.ts';
import { createOnNode } from './create-on-node.ts';
import { openOnNode } from './open-on-node.ts';
import { preferredProvider, probeNode } from './probe-node.ts';
import { shredOnNode } from './shred-on-node.ts';

const engine = testEngine();
const id = randomUUID();
const pool = `berth-test-vault-${randomBytes(3).toString('hex')}`;
const key = randomBytes(32);
let bench: VaultBench;
let project: EngineProject;
let isProjectRemoved = false;

// A vault is a device of the engine's own machine.
const suite = test.runIf(isLocal(engine));

beforeAll(async () => {
  if (!isLocal(engine)) return;
  bench = await openLocalBench();
  project = await makeEngineProject(engine);
});
afterAll(async () => {
  if (!isProjectRemoved) await project?.remove();
  await deleteStoragePool(engine, { name: pool }).catch(() => undefined);
  await bench?.remove();
  await engine.close();
});

async function change(name: string, action: 'start' | 'stop') {
  const ref = { project: project.name, name };
  await finishOperation(engine, await setInstanceState(engine, { ...ref, action, timeoutSeconds: 20 }));
}

suite('an instance in a vault: in use, locked, refused by the engine, and back with all that it had', async () => {
  const provider = preferredProvider(await probeNode(bench.node));
  if (!provider) throw new Error('this machine can neither luks nor fscrypt');
  await createOnNode(bench.node, { id, provider, sizeBytes: 1024 ** 3, key });
  const { device } = await openOnNode(bench.node, { id, key });
  await createStoragePool(engine, { name: pool, driver: 'btrfs', config: { source: device ?? '' } });
  const root = { type: 'disk', path: '/', pool, size: '64MiB' };
  const ref = await project.makeInstance('inside', { devices: { root } });
  const secret = randomBytes(24).toString('hex');
  await execInInstance(engine, { ...ref, command: ['sh', '-c', `echo ${secret} > /root/secret; sync`] });

  await expect(closeOnNode(bench.node, { id })).rejects.toMatchObject({ kind: 'busy' });
  const running = await execInInstance(engine, { ...ref, command: ['cat', '/root/secret'] });
  expect(running.stdout.toString().trim(), 'the refusal harmed nothing').toBe(secret);

  await change('inside', 'stop');
  expect(await closeOnNode(bench.node, { id })).toMatchObject({ state: 'locked', keyStatus: 'absent' });
  expect((await bench.shell(`grep -caF ${secret} ${bench.root}/${id}/image || true`)).toString().trim()).toBe(
    '0',
  );
  await expect(change('inside', 'start')).rejects.toMatchObject({ name: 'EngineError' });

  const opened = await openOnNode(bench.node, { id, key });
  expect(opened.mounts).toMatchObject([
    { path: expect.stringMatching(`/storage-pools/${pool}$`), fstype: 'btrfs' },
  ]);
  await change('inside', 'start');
  const again = await execInInstance(engine, { ...ref, command: ['cat', '/root/secret'] });
  expect(again.stdout.toString().trim()).toBe(secret);

  await project.remove();
  isProjectRemoved = true;
  await deleteStoragePool(engine, { name: pool });
  expect(await shredOnNode(bench.node, { id })).toMatchObject({ state: 'absent', isVerified: true });
});
