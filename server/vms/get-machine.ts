import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { cleanText } from '#server/guests/clean-text.ts';
import { runInGuest } from '#server/guests/run-in-guest.ts';
import { isEngineError } from '#server/incus/engine-error.ts';
import type { InstanceRef } from '#server/incus/instance.ts';
import { findOnEngine } from '#server/instances/find-on-engine.ts';
import { factsOf } from '#server/instances/kinds/schema.ts';
import { loadInstance } from '#server/instances/load-instance.ts';
import { projectName } from '#server/networks/network-names.ts';
import { guestFactsScript } from './guest-facts-script.ts';
import { parseGuestFacts } from './parse-guest-facts.ts';
import type { MachineFacts } from './schema.ts';
import { toEngineFacts } from './to-engine-facts.ts';

/**
 * What the machine of a VM is made of: what the engine gives it, and what its own kernel has made of that, asked of the
 * engine's agent in the guest now. Where the guest cannot be asked it says why.
 */
export async function getMachine(ctx: Ctx, { id }: { id: string }): Promise<MachineFacts> {
  const instance = await loadInstance(ctx, id, 'instance.console');
  if (!factsOf(instance.kind).tabs.includes('screen')) throw new AppError('not-found', 'not-found');
  const ref = { id, project: projectName(instance.tenant.slug), name: instance.name };
  const found = await findOnEngine(ctx.engine, ref);
  const engine = found ? toEngineFacts(found) : null;
  if (instance.state !== 'running') return { engine, guest: null, whyNoGuest: null };
  return { engine, ...(await askGuest(ctx, ref)) };
}

/** Incus 6.0.4 says "VM agent isn't currently running" (driver_qemu.go). */
export async function askGuest(
  ctx: Ctx,
  ref: InstanceRef,
): Promise<Pick<MachineFacts, 'guest' | 'whyNoGuest'>> {
  try {
    const { stdout } = await runInGuest(ctx, ref, { script: guestFactsScript, maxOutputBytes: 32 * 1024 });
    return { guest: parseGuestFacts(stdout, ctx.now()), whyNoGuest: null };
  } catch (error) {
    if (isEngineError(error)) return { guest: null, whyNoGuest: cleanText(error.engineMessage) };
    if (error instanceof AppError) return { guest: null, whyNoGuest: error.message };
    throw error;
  }
}
