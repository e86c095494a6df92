import type { Tx } from '#server/db.ts';
import { appSettings } from '#server/images/app-schema.ts';
import { offeredTo } from '#server/images/offered-to.ts';
import { familyOf, kindsOf } from '#server/images/schema.ts';
import type { CreateOptions } from './create-options-schema.ts';
import { instanceKinds } from './kinds/schema.ts';

type Images = CreateOptions['images'];

/** The images that are enabled and that the engine has, in the provider's order; the tenant's own come last. */
export async function listOfferedImages(db: Tx, tenantId: string): Promise<Images> {
  const rows = await db.image.findMany({
    where: offeredTo(tenantId),
    orderBy: [{ tenantId: { sort: 'asc', nulls: 'first' } }, { position: 'asc' }, { name: 'asc' }],
    select: {
      id: true,
      tenantId: true,
      name: true,
      description: true,
      os: true,
      release: true,
      kind: true,
      app: true,
      defaultUser: true,
      hasCloudInit: true,
      minDiskBytes: true,
      minMemoryBytes: true,
    },
  });
  return rows.map(({ tenantId: owner, app, ...row }) => {
    const kind = instanceKinds.find((each) => each === row.kind) ?? 'light-vm';
    return {
      ...row,
      ...{ kind, kinds: kindsOf(kind), family: familyOf(row.os), isOwn: owner !== null },
      app: app === null ? null : appSettings.parse(app),
      minDiskBytes: Number(row.minDiskBytes),
      minMemoryBytes: Number(row.minMemoryBytes),
    };
  });
}
