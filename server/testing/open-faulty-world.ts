import type { Ctx } from '#server/context.ts';
import { connectEngine } from '#server/incus/connect-engine.ts';
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts';
import { openWorld, type World } from './world.ts';

/** `faulty` is the world's context, but it reaches the engine through the proxy. */
export type FaultyWorld = { world: World; proxy: FaultProxy; faulty: Ctx; close(): Promise<void> };

/** A world, and a way to its engine on which faults can be made. */
export async function openFaultyWorld(): Promise<FaultyWorld> {
  const world = await openWorld();
  const proxy = await startFaultProxy();
  const faulty = { ...world.ctx, engine: connectEngine({ url: proxy.url }) };
  return {
    ...{ world, proxy, faulty },
    async close() {
      await faulty.engine.close();
      await proxy.close();
      await world.close();
    },
  };
}
