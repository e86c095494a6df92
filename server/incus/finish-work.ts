import type { CallOptions, Engine } from './engine.ts';
import type { InstanceRef } from './instance.ts';
import { listRunningOperations, waitOperation } from './operations.ts';
import { parseResourceUrl } from './parse-resource-url.ts';

/**
 * Waits until the engine has ended what it is doing with an instance, well or not; open shells are not waited for.
 * Until then the instance looks as it did before: who broke off a stop still sees it running.
 *
 * @returns whether anything was under way
 */
export async function finishWork(
  engine: Engine,
  { project, name }: InstanceRef,
  options?: CallOptions,
): Promise<boolean> {
  const running = await listRunningOperations(engine, { project }, options);
  const tasks = running.filter(
    (operation) =>
      operation.class === 'task' &&
      (operation.resources.instances ?? []).some((url) => parseResourceUrl(url).name === name),
  );
  for (const task of tasks) await waitOperation(engine, task, options);
  return tasks.length > 0;
}
