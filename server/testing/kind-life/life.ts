import type { Ctx } from '#server/context.ts';
import { getServer } from '#server/incus/server.ts';
import { listWarnings } from '#server/incus/warnings.ts';
import { createInstance } from '#server/instances/create-instance.ts';
import { factsOf, type InstanceKind } from '#server/instances/kinds/schema.ts';
import { createInstanceInput } from '#server/instances/schema.ts';
import { syncNodes } from '#server/nodes/sync-nodes.ts';
import { makeEngineTenant } from '../make-engine-tenant.ts';
import { makeImage } from '../make-image.ts';
import { openTestCtx } from '../open-test-ctx.ts';
import { removeVaults } from '../remove-vaults.ts';
import { runQueuedJobs } from '../run-queued-jobs.ts';
import { removeIsos } from '../settle-isos.ts';
import { testPool } from '../test-engine.ts';
import { tinyImage, tinyImageAlias } from '../tiny-image.ts';

const gib = 1024 ** 3;

export type LifeWish = {
  kind: InstanceKind;
  /** The engine's alias, for kinds whose disk comes from an image; the tiny test image where it fits. */
  image?: string | undefined;
  /** What only the kind takes, as the API has it. */
  settings?: Record<string, unknown> | undefined;
  vcpus?: number;
  memoryBytes?: number;
  diskBytes?: number;
};

/** An account on the engine in which one instance of a kind lives from its creation to its end. */
export type Life = {
  ctx: Ctx;
  wish: Required<Pick<LifeWish, 'kind' | 'vcpus' | 'memoryBytes' | 'diskBytes'>> & LifeWish;
  tenant: Awaited<ReturnType<typeof makeEngineTenant>>;
  imageId: string | undefined;
  instance: { id: string; name: string };
  close(): Promise<void>;
};

export const refOf = ({ tenant, instance }: Life) => ({ project: tenant.project, name: instance.name });

/** What user-data writes in a guest with cloud-init. */
export const cloudInitMark = { path: '/etc/berth-life', text: 'as was asked' };

export async function openLife(wish: LifeWish): Promise<Life> {
  const { ctx, close } = await openTestCtx();
  const { least, quota, disk } = factsOf(wish.kind);
  const tenant = await makeEngineTenant(ctx, { [quota]: 2 }).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  await syncNodes({ db: ctx.db, engine: ctx.engine, pool: testPool, now: new Date() });
  const alias = wish.image ?? tinyImageAlias;
  if (alias === tinyImageAlias) await tinyImage(ctx.engine);
  const image =
    disk === 'image' && !wish.settings?.isoId
      ? await makeImage(ctx.db, { alias, kind: wish.kind, minDiskBytes: gib })
      : undefined;
  return {
    ctx,
    wish: { vcpus: 1, ...least, ...wish },
    tenant,
    imageId: image?.id,
    instance: { id: '', name: 'life' },
    async close() {
      await removeIsos({ ctx, tenant });
      await tenant.remove();
      await removeVaults(ctx);
      await close();
    },
  };
}

/** Why no node of this engine runs the kind, in its own words, or undefined. */
export async function whyNotHere({ ctx, wish }: Life): Promise<string | undefined> {
  const nodes = await ctx.db.node.findMany({ select: { name: true, kinds: true } });
  const entries = nodes.flatMap(
    ({ kinds }) => kinds as { kind: string; isSupported: boolean; reason: string }[],
  );
  const ofKind = entries.filter(({ kind }) => kind === wish.kind);
  if (ofKind.some(({ isSupported }) => isSupported)) return undefined;
  const { environment } = await getServer(ctx.engine);
  const warned = (await listWarnings(ctx.engine)).find(({ type }) => /not operational/i.test(type));
  const reason = ofKind.at(-1)?.reason ?? warned?.lastMessage ?? 'no node has said that it can';
  return `${reason} (Incus ${environment.server_version}, drivers: ${environment.driver})`;
}

export async function beginLife(life: Life): Promise<void> {
  const { ctx, wish, tenant, imageId, instance } = life;
  const { kind, vcpus, memoryBytes, diskBytes, settings = {} } = wish;
  const size = { vcpus, memoryBytes, diskBytes };
  // Of machines alone: what other kinds start from knows no cloud-init.
  const isMachine = factsOf(kind).takesDiscs === true;
  const marks = { path: cloudInitMark.path, content: cloudInitMark.text };
  const userData = `#cloud-config\n${JSON.stringify({ write_files: [marks] })}\n`;
  const { instanceId } = await createInstance(
    ctx,
    createInstanceInput.parse({
      ...{ tenant: tenant.slug, kind, name: instance.name, ...size, settings, imageId },
      ...(isMachine && imageId && { userData }),
    }),
  );
  instance.id = instanceId;
  await runQueuedJobs(ctx);
}
