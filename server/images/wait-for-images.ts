import type { Engine } from '#server/incus/engine.ts';
import { listRunningOperations, waitOperation } from '#server/incus/operations.ts';

/**
 * Waits until the engine has ended every making of an image in a project. Until then one whose answer was lost looks
 * as if it had never begun; its operation names nothing by which it could be told from others.
 */
export async function waitForImages(
  { engine, signal }: { engine: Engine; signal: AbortSignal },
  project: string,
): Promise<void> {
  const running = await listRunningOperations(engine, { project }, { signal });
  const making = running.filter(({ description }) => description === 'Downloading image');
  for (const operation of making) {
    await waitOperation(engine, operation, { signal, timeoutSeconds: 3600 });
  }
}
