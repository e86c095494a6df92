import type { Tx } from '#server/db.ts';
import type { CreateOptions } from './create-options-schema.ts';
import { instanceKinds } from './schema.ts';

type Images = CreateOptions['images'];

/** The images that are enabled and that the engine has, in the provider's order. */
export async function listOfferedImages(db: Tx): Promise<Images> {
  const rows = await db.image.findMany({
    where: { isEnabled: true, isPresent: true },
    orderBy: [{ position: 'asc' }, { name: 'asc' }],
    select: {
      id: true,
      name: true,
      os: true,
      release: true,
      kind: true,
      defaultUser: true,
      hasCloudInit: true,
      minDiskBytes: true,
    },
  });
  return rows.map((row) => ({
    ...row,
    kind: instanceKinds.find((kind) => kind === row.kind) ?? 'light-vm',
    minDiskBytes: Number(row.minDiskBytes),
  }));
}
