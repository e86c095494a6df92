import { randomBytes } from 'node:crypto';
import type { Db, Prisma } from '#server/db.ts';

const gib = 1024 ** 3;

type Over = Partial<Prisma.TenantUncheckedCreateInput>;

/** An active tenant with room for ten small instances. */
export async function makeTenant(db: Db, over: Over = {}) {
  const slug = over.slug ?? `t-${randomBytes(5).toString('hex')}`;
  return db.tenant.create({
    data: {
      slug,
      name: `Tenant ${slug}`,
      state: 'active',
      quotaLightVms: 10,
      quotaVcpus: 10,
      quotaMemoryBytes: 10 * gib,
      quotaDiskBytes: 100 * gib,
      quotaTrafficBytes: 1000 * gib,
      ...over,
    },
  });
}
