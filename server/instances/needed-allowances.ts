import type { Tx } from '#server/db.ts';
import { workloadView } from '#server/deployments/workload-schema.ts';
import { kindOf } from './kinds/kinds.ts';
import { factsOf, type InstanceKind } from './kinds/schema.ts';
import { readSettings } from './read-settings.ts';
import type { NeededAllowance } from './states.ts';

type Which = { id: string; kind: InstanceKind };

/**
 * What an instance has that a plan must allow: by its settings, or by those of the version that runs in its shell and by
 * how that was last seen to run.
 */
export async function neededAllowances(db: Tx, instance: Which): Promise<readonly NeededAllowance[]> {
  const { needs } = kindOf(instance.kind);
  if (factsOf(instance.kind).disk !== 'shell') return needs ? needs(await readSettings(db, instance)) : [];
  const version = await db.deployment.findFirst({
    where: { instanceId: instance.id, state: 'current' },
    select: { settings: true },
  });
  const bySettings = (version && needs?.(version.settings as Record<string, unknown>)) ?? [];
  return (await isEmulated(db, instance)) ? [...bySettings, 'allowsEmulation'] : bySettings;
}

/** Also of one that is stopped: its shell goes on with what it began with. */
async function isEmulated(db: Tx, { id }: Which): Promise<boolean> {
  const { workload } = await db.instance.findUniqueOrThrow({ where: { id }, select: { workload: true } });
  return workloadView.pick({ accelerator: true }).safeParse(workload).data?.accelerator === 'tcg';
}
