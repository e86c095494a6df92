import { createInstance, patchInstance } from '#server/incus/instances.ts';
import { createNetworkAcl } from '#server/incus/network-acls.ts';
import { finishOperation } from '#server/incus/operations.ts';
import { createProject } from '#server/incus/projects.ts';
import { idKey } from '#server/instances/find-on-engine.ts';
import { recreateInstance } from '#server/instances/recreate-instance.ts';
import { ownerMark } from '#server/networks/ensure-acl.ts';
import { addressIn, bridgeName, projectName } from '#server/networks/network-names.ts';
import { adoptFinding } from '#server/reconcile/adopt-finding.ts';
import { reconcile } from '#server/reconcile/reconcile.ts';
import { removeFinding } from '#server/reconcile/remove-finding.ts';
import { Sightings } from '#server/reconcile/sightings.ts';
import { removeInstances } from '../remove-engine-tenant.ts';
import type { Scenario } from '../scenario.ts';
import { settleInstances } from '../settle-instances.ts';
import { testPool } from '../test-engine.ts';
import { tinyImageAlias } from '../tiny-image.ts';
import type { World } from '../world.ts';

const stray = 'stray';

/** What a job is asked to do about something that the loop has found. */
export const findingScenarios: readonly Scenario[] = [
  { kind: 'adopt-instance', prepare: settleStray, begin: adopt },
  { kind: 'adopt-instance', title: 'one that had lost its mark', prepare: settleUnmarked, begin: adopt },
  { kind: 'remove-unknown-instance', finalStep: 'delete', prepare: settleStray, begin: remove },
  {
    kind: 'remove-unknown-part',
    title: 'a project',
    finalStep: 'delete',
    async prepare(world) {
      const { ctx, otherSlug: slug } = world;
      const name = projectName(slug);
      await ctx.db.tenant.deleteMany({ where: { slug } });
      await settleInstances(world, []);
      await createProject(ctx.engine, { name, config: { 'features.images': 'false' } });
      await look(world, { kind: 'unknown-project', subject: name });
    },
    begin: remove,
  },
  {
    kind: 'remove-unknown-part',
    title: 'a list of rules',
    finalStep: 'delete',
    async prepare(world) {
      const { ctx, otherSlug: slug, formerTenantId } = world;
      await ctx.db.tenant.deleteMany({ where: { slug } });
      await settleInstances(world, []);
      const name = bridgeName(formerTenantId);
      const description = ownerMark(formerTenantId);
      await createNetworkAcl(ctx.engine, { name, description, ingress: [], egress: [] });
      await look(world, { kind: 'unknown-acl', subject: name });
    },
    begin: remove,
  },
  {
    kind: 'recreate-instance',
    async prepare(world) {
      const { ctx, tenant } = world;
      await settleInstances(world, [{ name: 'web', power: 'stopped' }]);
      await removeInstances(ctx.engine, tenant.project);
      await ctx.db.instance.updateMany({ where: { tenantId: tenant.id }, data: { state: 'lost' } });
    },
    async begin({ ctx, tenant, otherImageId: imageId }) {
      const { id } = await ctx.db.instance.findFirstOrThrow({ where: { tenantId: tenant.id, name: 'web' } });
      return (await recreateInstance(ctx, { id, imageId })).jobId;
    },
  },
];

/** An instance that somebody has made on the engine by hand, and that the loop has found. */
async function settleStray(world: World): Promise<void> {
  const { ctx, tenant } = world;
  await settleInstances(world, []);
  const address = addressIn(tenant.network.subnet, 60);
  const operation = await createInstance(ctx.engine, {
    ...{ project: tenant.project, name: stray, type: 'container', start: true },
    source: { alias: tinyImageAlias },
    config: { 'limits.cpu': '1', 'limits.memory': '128MiB' },
    devices: {
      root: { type: 'disk', path: '/', pool: testPool, size: '1GiB' },
      eth0: { type: 'nic', name: 'eth0', network: tenant.network.bridge, 'ipv4.address': address },
    },
  });
  await finishOperation(ctx.engine, operation);
  await look(world, { kind: 'unknown-instance', subject: stray });
}

/** One of ours whose mark somebody has taken off: it is lost, and one that we do not know. */
async function settleUnmarked(world: World): Promise<void> {
  const { ctx, tenant } = world;
  const name = 'web';
  await settleInstances(world, [{ name, power: 'running' }]);
  await patchInstance(ctx.engine, { project: tenant.project, name, config: { [idKey]: '' } });
  const data = { state: 'lost', startedAt: null };
  await ctx.db.instance.updateMany({ where: { tenantId: tenant.id, name }, data });
  await look(world, { kind: 'unknown-instance', subject: name });
}

/** The loop finds it. On this engine others are at work, too: what else there is to find is none of our business. */
async function look({ ctx }: World, wanted: { kind: string; subject: string }): Promise<void> {
  await ctx.db.finding.deleteMany({});
  await reconcile(ctx, { sightings: new Sightings(0) });
  await ctx.db.finding.deleteMany({ where: { NOT: wanted } });
}

async function adopt({ ctx }: World): Promise<string> {
  const { id } = await ctx.db.finding.findFirstOrThrow();
  return (await adoptFinding(ctx, { id })).jobId;
}

async function remove({ ctx }: World): Promise<string> {
  const { id, subject: confirmName } = await ctx.db.finding.findFirstOrThrow();
  return (await removeFinding(ctx, { id, confirmName })).jobId;
}
