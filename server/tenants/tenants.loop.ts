import type { Ctx } from '#server/context.ts';
import { startLoop } from '#server/start-loop.ts';
import { systemCtx } from '#server/system-ctx.ts';
import { endTenants } from './end-tenants.ts';

const everySeconds = 5;

/** Tenants that were asked to be ended go on towards it, whatever was in the way at the former pass. */
export function startTenantLoop(tools: Pick<Ctx, 'db' | 'engine' | 'log'>) {
  const { log } = tools;
  return startLoop({
    name: 'tenants',
    everySeconds,
    log,
    run: (signal) => endTenants(systemCtx(tools), signal),
  });
}
