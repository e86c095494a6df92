import { resizeInstance } from '#server/instances/resize-instance.ts';
import type { Ground } from './ground.ts';

const mib = 1024 ** 2;
const sizes = [128, 192];

/**
 * One resize after the other, each from the call of the verb until a page has heard of the end and has read it,
 * less what the engine took. Milliseconds.
 */
export async function measureOverheads(ground: Ground, count: number): Promise<number[]> {
  const overheads: number[] = [];
  for (let round = 0; round < count; round++) {
    const engineBefore = ground.engineMs();
    const startedAt = performance.now();
    await resize(ground, (sizes[round % 2] ?? 128) * mib);
    overheads.push(performance.now() - startedAt - (ground.engineMs() - engineBefore));
  }
  return overheads;
}

async function resize({ ctx, instance, changes }: Ground, memoryBytes: number): Promise<void> {
  const heard = new Set<string>();
  let wake = () => {};
  const stopListening = changes.subscribe((change) => {
    if (change !== 'resync') heard.add(change.id);
    wake();
  });
  try {
    const { jobId } = await resizeInstance(ctx, {
      id: instance.id,
      ...{ vcpus: 1, memoryBytes, diskBytes: 1024 * mib },
    });
    for (;;) {
      // The end of a job is told together with its instance.
      while (!heard.delete(instance.id)) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      const { state, error } = await ctx.db.job.findUniqueOrThrow({ where: { id: jobId } });
      if (state === 'done') return;
      if (state === 'failed') throw new Error(`the resize failed: ${error}`);
    }
  } finally {
    stopListening();
  }
}
