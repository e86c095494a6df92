import { randomBytes } from 'node:crypto';
import type { Db, Prisma } from '#server/db.ts';

type Over = Partial<Prisma.InstanceUncheckedCreateInput> & { tenantId: string };

/** The row of a stopped light VM with 1 vCPU, 1 GiB of memory and 10 GiB of disk. */
export async function makeInstance(db: Pick<Db, 'instance'>, over: Over) {
  return db.instance.create({
    data: {
      name: `i-${randomBytes(5).toString('hex')}`,
      kind: 'light-vm',
      state: 'stopped',
      vcpus: 1,
      memoryBytes: 1024 ** 3,
      diskBytes: 10 * 1024 ** 3,
      ...over,
    },
  });
}
