import type { Tx } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { InvalidInput, parseInput } from '#server/parse-input.ts';
import type { Allowances } from '#server/plans/allowances.ts';
import { chooseImage } from './choose-image.ts';
import type { Chosen } from './kinds/kind.ts';
import { kindOf } from './kinds/kinds.ts';
import { factsOf, type InstanceKind } from './kinds/schema.ts';
import type { Size } from './schema.ts';

type Asked = {
  kind: InstanceKind;
  tenantId: string;
  imageId?: string | undefined;
  userData?: string | undefined;
  settings: Record<string, unknown>;
  size: Size;
  allowances: Allowances;
};

export type DiskSource = { id: string | null; alias: string; name: string };

/**
 * What only the kind of a new instance has: what fills its disk, and its settings, checked by its own rules.
 * Throws AppError with the field to blame.
 */
export async function chooseKindParts(
  db: Tx,
  { kind, size, allowances, tenantId, ...asked }: Asked,
): Promise<{ source: DiskSource; chosen: Chosen }> {
  const settings = parseSettings(kind, asked.settings);
  const [source, chosen] = await Promise.all([
    diskSource(db, kind, { ...asked, ...size, settings, tenantId }),
    kindOf(kind).choose(db, { kind, tenantId, settings, size, allowances }),
  ]);
  return { source, chosen };
}

/** By the schema of the kind; fields are named from the body's root. Throws InvalidInput. */
export function parseSettings(kind: InstanceKind, settings: unknown): Record<string, unknown> {
  try {
    return parseInput(factsOf(kind).settings, settings);
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    throw new InvalidInput(
      Object.fromEntries(Object.entries(error.fields).map(([field, why]) => [`settings.${field}`, why])),
    );
  }
}

/** The image that was chosen, or that of the kind's shell; an empty alias where the disk begins empty. */
export async function diskSource(
  db: Tx,
  kind: InstanceKind,
  asked: {
    tenantId: string;
    imageId?: string | undefined;
    diskBytes: number;
    memoryBytes: number;
    userData?: string | undefined;
    settings: Record<string, unknown>;
  },
): Promise<DiskSource> {
  const { shell, startsEmpty } = kindOf(kind);
  if (shell) return { id: null, alias: shell, name: shell };
  const { imageId } = asked;
  if (!imageId && startsEmpty?.(asked.settings)) return { id: null, alias: '', name: '' };
  if (!imageId) throw new AppError('refused', 'image-gone', {}, { field: 'imageId' });
  return chooseImage(db, { ...asked, imageId, kind });
}
