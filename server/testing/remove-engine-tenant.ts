import type { Engine } from '#server/incus/engine.ts';
import { finishWork } from '#server/incus/finish-work.ts';
import { isStopped } from '#server/incus/instance.ts';
import { setInstanceState } from '#server/incus/instance-state.ts';
import { deleteInstance, listInstances } from '#server/incus/instances.ts';
import { deleteNetworkAcl, listNetworkAcls } from '#server/incus/network-acls.ts';
import { deleteNetwork, listNetworks } from '#server/incus/networks.ts';
import { finishOperation } from '#server/incus/operations.ts';
import { deleteProject, listProjects } from '#server/incus/projects.ts';
import { retryRaces } from '#server/networks/retry-races.ts';

/** Takes away whatever the engine has of these projects and tenants, also what no row knows of. */
export async function removeEngineTenant(
  engine: Engine,
  projects: readonly string[],
  tenantIds: ReadonlySet<string>,
): Promise<void> {
  const isTheirs = (thing: { description: string }) =>
    tenantIds.has(thing.description.split(' ').at(-1) ?? '');
  for (const { name } of (await listProjects(engine)).filter((found) => projects.includes(found.name))) {
    await removeInstances(engine, name);
    await deleteProject(engine, { name });
  }
  for (const { name } of (await listNetworks(engine)).filter(isTheirs)) {
    await retryRaces(() => deleteNetwork(engine, { name }));
  }
  for (const { name } of (await listNetworkAcls(engine)).filter(isTheirs)) {
    await retryRaces(() => deleteNetworkAcl(engine, { name }));
  }
}

/** All instances of a project, or all but some; what a test that failed has left the engine at is waited for. */
export async function removeInstances(
  engine: Engine,
  project: string,
  except: readonly string[] = [],
): Promise<void> {
  for (const { name } of await listInstances(engine, { project }))
    await finishWork(engine, { project, name });
  for (const instance of await listInstances(engine, { project })) {
    if (except.includes(instance.name)) continue;
    const ref = { project, name: instance.name };
    if (!isStopped(instance)) {
      await finishOperation(engine, await setInstanceState(engine, { ...ref, action: 'stop', force: true }));
    }
    await finishOperation(engine, await deleteInstance(engine, ref));
  }
}
