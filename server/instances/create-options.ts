import type { Ctx } from '#server/context.ts';
import type { Tx } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { knownKvm } from '#server/nodes/known-kvm.ts';
import { nothingAllowed, toAllowances } from '#server/plans/allowances.ts';
import { selectQuota, toQuota } from '#server/quotas/quota-columns.ts';
import { sumAllocations } from '#server/quotas/sum-allocations.ts';
import { describeAbility, listAbilities } from '#server/vaults/node-ability.ts';
import { findShared } from './choose-vault.ts';
import type { CreateOptions } from './create-options-schema.ts';
import { getRates } from './get-rates.ts';
import { factsOf, instanceKinds } from './kinds/schema.ts';
import { listKinds } from './list-kinds.ts';
import { listOfferedImages } from './list-offered-images.ts';
import { listOfferedParts } from './list-offered-parts.ts';
import { listOfferedPlans } from './list-offered-plans.ts';
import { loadTenant } from './load-tenant.ts';
import { suggestName } from './suggest-name.ts';

/** Everything that the form of a new instance shows and offers, for one tenant. */
export async function createOptions(ctx: Ctx, tenantSlug: string): Promise<CreateOptions> {
  const { id, slug, name, state, planSet } = await loadTenant(ctx, tenantSlug, 'instance.read');
  const rates = await getRates(ctx);
  const [suggestedName, kinds, images, plans, quota, vaults, parts, sshKeys] = await Promise.all([
    suggestName(ctx, id),
    kindsOffered(ctx),
    listOfferedImages(ctx.db, id),
    listOfferedPlans(ctx.db, planSet?.id, rates.currency),
    quotaLeft(ctx.db, id),
    vaultsOffered(ctx.db, id),
    listOfferedParts(ctx.db, id),
    ctx.db.sshKey.findMany({
      where: { tenantId: id },
      select: { id: true, name: true, type: true, fingerprint: true },
      orderBy: { name: 'asc' },
    }),
  ]);
  return {
    tenant: { id, slug, name, state },
    ...{ suggestedName, images, plans, rates, quota, vaults, sshKeys, ...parts },
    kinds,
    allowsOwnSize: planSet?.allowsOwnSize ?? true,
    allowances: planSet ? toAllowances(planSet) : nothingAllowed,
  };
}

async function kindsOffered({ db, now }: Ctx): Promise<CreateOptions['kinds']> {
  const kinds = await listKinds(db);
  return Promise.all(
    kinds.map(async (known) => {
      const { mayBeEmulated } = factsOf(known.kind);
      return { ...known, kvm: mayBeEmulated ? await knownKvm(db, known.kind, now()) : null };
    }),
  );
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
  const counts = instanceKinds.map((kind) => factsOf(kind).quota);
  const parts = [...counts, 'vcpus', 'memoryBytes', 'diskBytes'] as const;
  return Object.fromEntries(parts.map((part) => [part, left(part)])) as CreateOptions['quota'];
}
