import type { Tx } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { offeredTo } from '#server/images/offered-to.ts';
import { kindsOf } from '#server/images/schema.ts';
import type { InstanceKind } from './kinds/schema.ts';

const gib = 1024 ** 3;

/**
 * The image that is asked for, on offer to this tenant, there, small enough for disk and memory, and with a reader for
 * the user-data. Throws `refused`.
 */
export async function chooseImage(
  db: Tx,
  asked: {
    tenantId: string;
    imageId: string;
    kind: InstanceKind;
    diskBytes: number;
    memoryBytes: number;
    userData?: string | undefined;
  },
): Promise<{ id: string; alias: string; name: string }> {
  const field = 'imageId';
  const image = await db.image.findFirst({
    where: { id: asked.imageId, kind: { in: kindsOf(asked.kind) }, ...offeredTo(asked.tenantId) },
    select: {
      id: true,
      alias: true,
      name: true,
      minDiskBytes: true,
      minMemoryBytes: true,
      hasCloudInit: true,
    },
  });
  if (!image) throw new AppError('refused', 'image-gone', {}, { field });
  if (image.minDiskBytes > asked.diskBytes) {
    const minGib = Math.ceil((Number(image.minDiskBytes) / gib) * 100) / 100;
    throw new AppError('refused', 'image-needs-disk', { image: image.name, gib: minGib }, { field });
  }
  if (image.minMemoryBytes > asked.memoryBytes) {
    const mib = Math.ceil(Number(image.minMemoryBytes) / 1024 ** 2);
    throw new AppError('refused', 'image-needs-memory', { image: image.name, mib }, { field });
  }
  if (asked.userData && !image.hasCloudInit) {
    throw new AppError('refused', 'image-without-cloud-init', { image: image.name }, { field: 'userData' });
  }
  return image;
}
