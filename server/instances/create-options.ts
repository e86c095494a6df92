import type { Ctx } from '#server/context.ts';
import type { Tx } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { selectQuota, toQuota } from '#server/quotas/quota-columns.ts';
import { sumAllocations } from '#server/quotas/sum-allocations.ts';
import { describeAbility, listAbilities } from '#server/vaults/node-ability.ts';
import { findShared } from './choose-vault.ts';
import type { CreateOptions } from './create-options-schema.ts';
import { getRates } from './get-rates.ts';
import { listKinds } from './list-kinds.ts';
import { listOfferedImages } from './list-offered-images.ts';
import { listOfferedPlans } from './list-offered-plans.ts';
import { loadTenant } from './load-tenant.ts';
import { suggestName } from './suggest-name.ts';

/** Everything that the form of a new instance shows and offers, for one tenant. */
export async function createOptions(ctx: Ctx, tenantSlug: string): Promise<CreateOptions> {
  const { id, slug, name, state, planSet } = await loadTenant(ctx, tenantSlug, 'instance.read');
  const rates = await getRates(ctx);
  const [suggestedName, kinds, images, plans, quota, vaults, sshKeys] = await Promise.all([
    suggestName(ctx, id),
    listKinds(ctx.db),
    listOfferedImages(ctx.db),
    listOfferedPlans(ctx.db, planSet?.id, rates.currency),
    quotaLeft(ctx.db, id),
    vaultsOffered(ctx.db, id),
    ctx.db.sshKey.findMany({
      where: { tenantId: id },
      select: { id: true, name: true, type: true, fingerprint: true },
      orderBy: { name: 'asc' },
    }),
  ]);
  return {
    tenant: { id, slug, name, state },
    ...{ suggestedName, kinds, images, plans, rates, quota, vaults, sshKeys },
    allowsOwnSize: planSet?.allowsOwnSize ?? true,
  };
}

async function vaultsOffered(db: Tx, tenantId: string): Promise<CreateOptions['vaults']> {
  const [abilities, found] = await Promise.all([listAbilities(db), findShared(db, tenantId)]);
  const able = abilities.find(({ ability }) => ability.provider) ?? abilities[0];
  const { isSupported, reason, reasonKey, params } = describeAbility(able?.ability ?? noNode);
  const shared = found && { id: found.id, name: found.name, state: found.state, keyMode: found.keyMode };
  return { isSupported, reason, reasonKey, params, shared };
}

const noNode = { provider: null, reason: { key: 'vault-unavailable', params: {} } } as const;

async function quotaLeft(db: Tx, tenantId: string): Promise<CreateOptions['quota']> {
  const [row, sums] = await Promise.all([
    db.tenant.findUniqueOrThrow({ where: { id: tenantId }, select: selectQuota }),
    sumAllocations(db, [tenantId]),
  ]);
  const limits = toQuota(row);
  const sum = sums.get(tenantId);
  if (!sum) throw new AppError('not-found', 'not-found');
  const left = (key: keyof CreateOptions['quota']) => ({
    limit: limits[key],
    used: sum[key],
    left: Math.max(0, limits[key] - sum[key]),
  });
  return {
    lightVms: left('lightVms'),
    vcpus: left('vcpus'),
    memoryBytes: left('memoryBytes'),
    diskBytes: left('diskBytes'),
  };
}
