import type { Engine } from '../incus/engine.ts';
import { isEngineError } from '../incus/engine-error.ts';
import { type InstanceRef, isStopped } from '../incus/instance.ts';
import { setInstanceState } from '../incus/instance-state.ts';
import { createInstance, deleteInstance, type InstanceInput, listInstances } from '../incus/instances.ts';
import { finishOperation } from '../incus/operations.ts';
import { createProject, deleteProject } from '../incus/projects.ts';
import { ownName } from './own-name.ts';
import { testPool } from './test-engine.ts';
import { tinyImage } from './tiny-image.ts';

export type EngineProject = {
  name: string;
  /** The input of a tiny light VM of this project, for tests that create by themselves. */
  tiny: (name: string, wish?: Partial<InstanceInput>) => Promise<InstanceInput>;
  /** Makes such a one and waits until it runs. */
  makeInstance: (name: string, wish?: Partial<InstanceInput>) => Promise<InstanceRef>;
  /** Takes the project away with all that is in it. */
  remove: () => Promise<void>;
};

/** A restricted project of a test's own, with no tenant and no network to it. */
export async function makeEngineProject(
  engine: Engine,
  config: Record<string, string> = {},
): Promise<EngineProject> {
  const name = `berth-${ownName()}`;
  await createProject(engine, { name, config: { ...baseConfig, ...config } });

  const tiny = async (instance: string, wish: Partial<InstanceInput> = {}): Promise<InstanceInput> => ({
    project: name,
    name: instance,
    type: 'container',
    source: { fingerprint: (await tinyImage(engine)).fingerprint },
    config: { 'limits.cpu': '1', 'limits.memory': '64MiB' },
    devices: { root: { type: 'disk', path: '/', pool: testPool, size: '64MiB' } },
    start: true,
    ...wish,
  });
  const makeInstance = async (instance: string, wish?: Partial<InstanceInput>) => {
    await finishOperation(engine, await createInstance(engine, await tiny(instance, wish)));
    return { project: name, name: instance };
  };
  return { name, tiny, makeInstance, remove: () => removeProject(engine, name) };
}

const baseConfig = {
  'features.images': 'false',
  'features.networks': 'false',
  'features.profiles': 'true',
  'features.storage.buckets': 'true',
  'features.storage.volumes': 'true',
  restricted: 'true',
};

async function removeProject(engine: Engine, name: string): Promise<void> {
  for (const instance of await listInstances(engine, { project: name })) {
    await removeInstance(engine, { project: name, name: instance.name }, isStopped(instance));
  }
  await deleteProject(engine, { name });
}

async function removeInstance(engine: Engine, ref: InstanceRef, hasStopped: boolean): Promise<void> {
  try {
    if (!hasStopped) {
      const stop = await setInstanceState(engine, { ...ref, action: 'stop', force: true });
      await finishOperation(engine, stop);
    }
    await finishOperation(engine, await deleteInstance(engine, ref));
  } catch (error) {
    if (!isEngineError(error, 'not-found')) throw error;
  }
}
