import type { Tx } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import type { InstanceKind } from './schema.ts';

const gib = 1024 ** 3;

/** The image that is asked for, on offer, there, small enough for the disk, and with a reader for the user-data. Throws `refused`. */
export async function chooseImage(
  db: Tx,
  asked: { imageId: string; kind: InstanceKind; diskBytes: number; userData?: string | undefined },
): Promise<{ id: string; alias: string; name: string }> {
  const field = 'imageId';
  const image = await db.image.findFirst({
    where: { id: asked.imageId, kind: asked.kind, isEnabled: true, isPresent: true },
    select: { id: true, alias: true, name: true, minDiskBytes: true, hasCloudInit: true },
  });
  if (!image) throw new AppError('refused', 'image-gone', {}, { field });
  if (image.minDiskBytes > asked.diskBytes) {
    const minGib = Math.ceil((Number(image.minDiskBytes) / gib) * 100) / 100;
    throw new AppError('refused', 'image-needs-disk', { image: image.name, gib: minGib }, { field });
  }
  if (asked.userData && !image.hasCloudInit) {
    throw new AppError('refused', 'image-without-cloud-init', { image: image.name }, { field: 'userData' });
  }
  return image;
}
