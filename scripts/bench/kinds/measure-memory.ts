import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { getInstanceState } from '#server/incus/instance-state.ts';
import { containerGroups, type Memory, memoryFolder, readMemory } from './control-group.ts';
import type { Ground } from './ground.ts';
import type { Made } from './measure-http.ts';

/** With what the engine's own process beside a container takes. */
export type KindMemory = Memory & { monitor: number };

/** Of instances that have been idle for a while. Asks nothing of what is in them. */
export async function measureMemory(ground: Ground, made: Made): Promise<KindMemory> {
  const pid = await pidOf(ground, made);
  const { payload, monitor } = containerGroups(await readFile(`/proc/${pid}/cgroup`, 'utf8'));
  const folder = memoryFolder(monitor);
  const beside = existsSync(folder) ? (await readMemory(folder)).workingSet : 0;
  return { ...(await readMemory(memoryFolder(payload))), monitor: beside };
}

/** Of its first process, as this machine counts. */
export async function pidOf({ engine, project }: Ground, { name }: Made): Promise<number> {
  return (await getInstanceState(engine, { project, name })).pid;
}
