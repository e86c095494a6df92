import type { Tx } from '#server/db.ts';

/** Where operators copy images from; a URL without a slash at its end. */
export async function readImageServer(db: Tx): Promise<string> {
  const row = await db.settings.upsert({
    where: { id: 1 },
    create: {},
    update: {},
    select: { imageServer: true },
  });
  return row.imageServer;
}
