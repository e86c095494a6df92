import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { getServer } from '#server/incus/server.ts';
import { findOnEngine } from '#server/instances/find-on-engine.ts';
import { kindOf } from '#server/instances/kinds/kinds.ts';
import { loadInstance } from '#server/instances/load-instance.ts';
import { projectName } from '#server/networks/network-names.ts';
import { engineEvidence } from './engine-evidence.ts';
import { kernelEvidence } from './kernel-evidence.ts';
import { networkEvidence } from './network-evidence.ts';
import { type EvidenceView, evidenceSections } from './schema.ts';
import { storageEvidence } from './storage-evidence.ts';

/**
 * How an instance is kept apart, read now from the running system: evidence, not proof. What cannot be read is there
 * with the reason. Throws `wrong-state` when the engine has no such instance.
 */
export async function getEvidence(ctx: Ctx, id: string): Promise<EvidenceView> {
  const instance = await loadInstance(ctx, id, 'instance.read');
  const ref = { project: projectName(instance.tenant.slug), name: instance.name };
  const at = ctx.now();
  const found = await findOnEngine(ctx.engine, { id: instance.id, ...ref });
  if (!found) throw new AppError('wrong-state', 'evidence-needs-instance');
  // An engine that is no cluster has a place without a name.
  const member = found.location === 'none' || found.location === '' ? {} : { target: found.location };
  const [server, ...own] = await Promise.all([
    getServer(ctx.engine, member),
    networkEvidence({ engine: ctx.engine, found, at }),
    kernelEvidence({ ctx, id: instance.id, found, at }),
    storageEvidence({ ctx, instance, found, at }),
    kindOf(instance.kind).evidence({ ctx, ref, instance }),
  ]);
  const all = [...engineEvidence({ server, found, at }), ...own.flat()];
  const order = (section: string) => (evidenceSections as readonly string[]).indexOf(section);
  return {
    ...{ instanceId: instance.id, name: instance.name, kind: instance.kind, state: instance.state },
    at: at.toISOString(),
    observations: all.sort((a, b) => order(a.section) - order(b.section)),
  };
}
