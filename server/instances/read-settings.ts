import type { Tx } from '#server/db.ts';
import { parseSettings } from './choose-kind-parts.ts';
import { factsOf, type InstanceKind } from './kinds/schema.ts';

/** What only its kind has, of an instance's row. What is deployed in a shell has its settings with its versions. */
export async function readSettings(
  db: Tx,
  { id, kind }: { id: string; kind: InstanceKind },
): Promise<Record<string, unknown>> {
  if (factsOf(kind).disk === 'shell') return {};
  const { settings } = await db.instance.findUniqueOrThrow({ where: { id }, select: { settings: true } });
  return parseSettings(kind, settings);
}
