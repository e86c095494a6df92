import type { Engine } from '#server/incus/engine.ts';
import { listInstances } from '#server/incus/instances.ts';

const refreshSeconds = 60;

/**
 * How much each root disk holds, asked once a minute: it is not among the engine's metrics, and a
 * state costs the engine several times what a metric does.
 */
export class DiskUsage {
  #bytes = new Map<string, bigint>();
  #readAt = 0;

  of(instanceId: string): bigint {
    return this.#bytes.get(instanceId) ?? 0n;
  }

  async refresh(engine: Engine, now: Date): Promise<void> {
    if (now.getTime() - this.#readAt < refreshSeconds * 1000) return;
    const instances = await listInstances(engine, { withState: true });
    this.#bytes = new Map(
      instances.flatMap(({ config, state }) => {
        const id = config['user.berth.id'];
        return id && state ? [[id, BigInt(Math.max(0, state.diskUsageBytes))]] : [];
      }),
    );
    this.#readAt = now.getTime();
  }
}
