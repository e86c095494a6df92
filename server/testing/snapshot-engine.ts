import { z } from 'zod';
import { tenantProperty } from '#server/images/image-params.ts';
import { apiPath } from '#server/incus/api-path.ts';
import { listImages } from '#server/incus/images.ts';
import { listInstances } from '#server/incus/instances.ts';
import { listNetworkAcls } from '#server/incus/network-acls.ts';
import { listNetworks } from '#server/incus/networks.ts';
import { listProjects } from '#server/incus/projects.ts';
import { readResource } from '#server/incus/read-resource.ts';
import { isOfLanes, ownRange } from './own-range.ts';
import { testPool } from './test-engine.ts';
import { projectsOf, type World } from './world.ts';

export type EngineSnapshot = Awaited<ReturnType<typeof snapshotEngine>>;

export async function snapshotEngine(world: World) {
  const { engine } = world.ctx;
  const wanted = projectsOf(world);
  const isTheirs = (thing: { description: string }) =>
    world.tenantIds.has(thing.description.split(' ').at(-1) ?? '');
  const [projects, networks, acls] = await Promise.all([
    listProjects(engine),
    listNetworks(engine),
    listNetworkAcls(engine),
  ]);
  const there = projects.filter((project) => wanted.includes(project.name));
  return {
    projects: sorted(there),
    networks: sorted(networks.filter(isTheirs)),
    // Which network uses one is in the network's configuration. The engine's own list here misses some while it
    // deletes others' networks (seen with 6.0.4).
    acls: sorted(acls.filter(isTheirs)).map((acl) => withoutNeighbours({ ...acl, used_by: [] })),
    instances: (await Promise.all(there.map(({ name }) => instancesOf(world, name)))).flat(),
    volumes: (await Promise.all(there.map(({ name }) => volumesOf(world, name)))).flat(),
    images: await imagesOf(world),
  };
}

/** Without the networks of tests that run beside this one: they come and go, and a rule names all that there are. */
function withoutNeighbours<T>(acl: T): T {
  const own = ownRange.replace(/0\.0\/16$/, '');
  const isNeighbours = (address: string) => isOfLanes(address) && !address.startsWith(own);
  const withoutThem = (key: string, value: unknown) =>
    ['destination', 'source'].includes(key) && typeof value === 'string'
      ? value
          .split(',')
          .filter((address) => !isNeighbours(address))
          .join(',')
      : value;
  return JSON.parse(JSON.stringify(acl, withoutThem)) as T;
}

function sorted<T extends { name: string; used_by: string[] }>(things: T[]): T[] {
  const inOrder = things.map((thing) => ({ ...thing, used_by: thing.used_by.toSorted() }));
  return inOrder.toSorted((a, b) => a.name.localeCompare(b.name));
}

/** Of the keys that the engine keeps for itself, those that a guest would notice. */
const keptVolatile = ['volatile.base_image', 'volatile.eth0.hwaddr'];

async function instancesOf({ ctx: { engine } }: World, project: string) {
  const instances = await listInstances(engine, { project });
  return Promise.all(
    instances.map(async ({ name, status, type, description, profiles, config, devices }) => {
      const path = apiPath`instances/${name}/snapshots`;
      const snapshots = await readResource(engine, z.array(z.string()), { path, project });
      const kept = Object.entries(config).filter(
        ([key]) => !key.startsWith('volatile.') || keptVolatile.includes(key),
      );
      const facts = { project, name, status, type, description, profiles };
      return { ...facts, config: Object.fromEntries(kept), devices, snapshots };
    }),
  );
}

const volume = z.object({ name: z.string(), type: z.string(), config: z.record(z.string(), z.string()) });

/** Images are the default project's, so those that the list shows as well are not the tenant's. */
async function volumesOf({ ctx: { engine } }: World, project: string) {
  // Those in a vault are looked for through its instances: nobody can list a locked pool.
  const path = apiPath`storage-pools/${testPool}/volumes`;
  const volumes = await readResource(engine, z.array(volume), { path, project, query: { recursion: 1 } });
  return volumes.filter(({ type }) => type !== 'image').map((found) => ({ project, ...found }));
}

/** Of the tenants: they lie in the common project and say whose they are. */
async function imagesOf({ ctx: { engine }, tenant, tenantIds }: World) {
  const images = await listImages(engine);
  return images
    .filter(
      ({ aliases, properties }) =>
        tenantIds.has(properties[tenantProperty] ?? '') ||
        aliases.some((alias) => alias.startsWith(`${tenant.slug}/`)),
    )
    .map(({ aliases, properties, type }) => ({ aliases, properties, type }));
}
