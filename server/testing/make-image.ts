import { randomUUID } from 'node:crypto';
import type { Db, Prisma } from '#server/db.ts';

/** The row of an image on offer; `alias` is the engine's. */
export async function makeImage(db: Db, wish: Partial<Prisma.ImageCreateInput> = {}) {
  const alias = wish.alias ?? `test/${randomUUID().slice(0, 8)}`;
  return db.image.create({
    data: {
      alias,
      name: alias,
      os: 'Debian',
      release: '12',
      minDiskBytes: 1024 ** 3,
      ...wish,
    },
  });
}
