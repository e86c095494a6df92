import type { Tx } from '#server/db.ts';
import type { CreateOptions } from './create-options-schema.ts';

type Parts = Pick<CreateOptions, 'registries' | 'isos' | 'uploads'>;

/** What of the tenant's own a new instance can be given: logins at registries, discs, uploaded files. */
export async function listOfferedParts(db: Tx, tenantId: string): Promise<Parts> {
  const [registries, isos, uploads] = await Promise.all([
    db.registryLogin.findMany({
      where: { tenantId },
      select: { id: true, host: true, username: true },
      orderBy: { host: 'asc' },
    }),
    db.iso.findMany({
      where: { tenantId, state: 'ready' },
      select: { id: true, name: true, sizeBytes: true },
      orderBy: { name: 'asc' },
    }),
    db.upload.findMany({
      where: { tenantId, state: 'ready', purpose: { in: ['kernel', 'initrd', 'disk'] } },
      select: { id: true, name: true, purpose: true, sizeBytes: true, format: true },
      orderBy: { createdAt: 'desc' },
      take: 100,
    }),
  ]);
  return {
    registries,
    isos: isos.map((iso) => ({ ...iso, sizeBytes: Number(iso.sizeBytes) })),
    uploads: uploads.map((upload) => ({ ...upload, sizeBytes: Number(upload.sizeBytes) })),
  };
}
