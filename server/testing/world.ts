import { randomUUID } from 'node:crypto';
import type { Ctx } from '#server/context.ts';
import { projectName } from '#server/networks/network-names.ts';
import { makeEngineTenant } from './make-engine-tenant.ts';
import { makeImage } from './make-image.ts';
import { makeVaultNode } from './make-vault-node.ts';
import { openTestCtx } from './open-test-ctx.ts';
import { removeEngineTenant } from './remove-engine-tenant.ts';
import { removeVaults } from './remove-vaults.ts';
import { removeProviderImages } from './settle-images.ts';
import { otherTinyImage, otherTinyImageAlias, tinyImageAlias } from './tiny-image.ts';

/** A database, a tenant on the engine and room for a second one: where the scenarios of jobs play. */
export type World = {
  /** The engine as it is, without faults. */
  ctx: Ctx;
  databaseUrl: string;
  tenant: Awaited<ReturnType<typeof makeEngineTenant>>;
  /** The slug of a tenant that scenarios make and delete. */
  otherSlug: string;
  /** A tenant that is no more, of which the engine may have kept something. */
  formerTenantId: string;
  /** Every tenant that ever was in this world, so that what is left of one is seen. */
  tenantIds: Set<string>;
  imageId: string;
  otherImageId: string;
  sshKeyId: string;
  /** Where its vaults are made. */
  vaultNode: { id: string; name: string };
  /** Every vault that ever was in this world. */
  vaultIds: Set<string>;
  /** What a scenario has put beside it, to be taken away first. */
  beside: { remove(): Promise<void> }[];
  close(): Promise<void>;
};

export async function openWorld(): Promise<World> {
  const { ctx, url, close } = await openTestCtx();
  const tenant = await makeEngineTenant(ctx).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  await otherTinyImage(ctx.engine);
  const { id: imageId } = await makeImage(ctx.db, { alias: tinyImageAlias });
  const { id: otherImageId } = await makeImage(ctx.db, { alias: otherTinyImageAlias });
  const publicKey = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFtestfortestfortestfortestfortestfortestfo ada';
  const key = { name: 'ada', type: 'ssh-ed25519', publicKey, fingerprint: 'SHA256:test' };
  const { id: sshKeyId } = await ctx.db.sshKey.create({ data: { tenantId: tenant.id, ...key } });
  const vaultNode = await makeVaultNode(ctx);
  const formerTenantId = randomUUID();
  const world = {
    ...{ ctx, databaseUrl: url, tenant, imageId, otherImageId, sshKeyId, vaultNode },
    vaultIds: new Set<string>(),
    beside: [] as World['beside'],
    otherSlug: `${tenant.slug}-b`,
    formerTenantId,
    tenantIds: new Set([tenant.id, formerTenantId]),
  };
  return {
    ...world,
    async close() {
      for (const thing of world.beside) await thing.remove();
      await removeEngineTenant(ctx.engine, [projectName(world.otherSlug)], others(world));
      await removeProviderImages(world);
      await tenant.remove();
      await removeVaults(ctx);
      await close();
    },
  };
}

export function projectsOf({ tenant, otherSlug }: Pick<World, 'tenant' | 'otherSlug'>): string[] {
  return [tenant.project, projectName(otherSlug)];
}

/** The tenants that scenarios have made. */
export function others({ tenant, tenantIds }: Pick<World, 'tenant' | 'tenantIds'>): Set<string> {
  return new Set([...tenantIds].filter((id) => id !== tenant.id));
}
