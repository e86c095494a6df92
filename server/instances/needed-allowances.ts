import type { Tx } from '#server/db.ts';
import { kindOf } from './kinds/kinds.ts';
import { factsOf, type InstanceKind } from './kinds/schema.ts';
import { readSettings } from './read-settings.ts';
import type { NeededAllowance } from './states.ts';

/** What an instance has that a plan must allow: by its settings, or by those of the version that runs in its shell. */
export async function neededAllowances(
  db: Tx,
  instance: { id: string; kind: InstanceKind },
): Promise<readonly NeededAllowance[]> {
  const { needs } = kindOf(instance.kind);
  if (!needs) return [];
  if (factsOf(instance.kind).disk !== 'shell') return needs(await readSettings(db, instance));
  const version = await db.deployment.findFirst({
    where: { instanceId: instance.id, state: 'current' },
    select: { settings: true },
  });
  return version ? needs(version.settings as Record<string, unknown>) : [];
}
