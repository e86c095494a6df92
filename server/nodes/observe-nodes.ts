import { type ClusterMember, listMembers } from '#server/incus/cluster.ts';
import type { CallOptions, Engine } from '#server/incus/engine.ts';
import { isEngineError } from '#server/incus/engine-error.ts';
import { listImages } from '#server/incus/images.ts';
import { getResources } from '#server/incus/resources.ts';
import { getServer, instanceDrivers } from '#server/incus/server.ts';
import { getStoragePoolSpace } from '#server/incus/storage-pools.ts';
import { type EngineWarning, listWarnings } from '#server/incus/warnings.ts';
import type { NodeKind } from './schema.ts';
import { toNodeKinds } from './to-node-kinds.ts';

/** A node as the engine shows it now; one that does not answer has nothing but its name and the reason. */
export type ObservedNode =
  | {
      name: string;
      state: 'online';
      message: string | null;
      engineVersion: string;
      kernelVersion: string;
      vcpus: number;
      memoryBytes: number;
      poolBytes: number;
      poolUsedBytes: number;
      kinds: NodeKind[];
    }
  | { name: string; state: 'offline'; message: string };

const options: CallOptions = { timeoutSeconds: 10 };

/** Every machine of the engine. @throws EngineError when the engine itself does not answer */
export async function observeNodes(
  engine: Engine,
  pool: string,
  signal?: AbortSignal,
): Promise<ObservedNode[]> {
  const call = { ...options, signal };
  const [{ environment }, members, warnings, images] = await Promise.all([
    getServer(engine, call),
    listMembers(engine, call),
    warningsOf(engine, call),
    listImages(engine, {}, call),
  ]);
  const aliases = images.flatMap((image) => image.aliases);
  const isClustered = environment.server_clustered;
  return Promise.all(
    members.map((member) => observeNode({ engine, member, pool, isClustered, warnings, aliases, call })),
  );
}

/** A client certificate that is bound to projects may not read them: then the reasons are less exact. */
async function warningsOf(engine: Engine, call: CallOptions): Promise<EngineWarning[]> {
  try {
    return await listWarnings(engine, call);
  } catch (error) {
    if (isEngineError(error, 'refused', 'not-found')) return [];
    throw error;
  }
}

type Input = {
  engine: Engine;
  member: ClusterMember;
  pool: string;
  isClustered: boolean;
  warnings: EngineWarning[];
  aliases: string[];
  call: CallOptions;
};

async function observeNode({
  engine,
  member,
  pool,
  isClustered,
  warnings,
  aliases,
  call,
}: Input): Promise<ObservedNode> {
  const { name } = member;
  if (member.status !== 'Online') {
    return { name, state: 'offline', message: [member.status, member.message].filter(Boolean).join(': ') };
  }
  const target = isClustered ? { target: name } : {};
  try {
    const [server, resources, space] = await Promise.all([
      getServer(engine, { ...call, ...target }),
      getResources(engine, target, call),
      poolSpace(engine, { name: pool, ...target }, call),
    ]);
    return {
      name,
      state: 'online',
      message: space.message,
      engineVersion: server.environment.server_version,
      kernelVersion: server.environment.kernel_version,
      vcpus: resources.threads,
      memoryBytes: resources.memoryTotalBytes,
      poolBytes: space.totalBytes,
      poolUsedBytes: space.usedBytes,
      kinds: toNodeKinds({
        drivers: instanceDrivers(server),
        notOperational: notOperational(warnings, isClustered ? name : 'none'),
        images: aliases,
      }),
    };
  } catch (error) {
    if (!isEngineError(error) || !isClustered) throw error;
    return { name, state: 'offline', message: error.engineMessage };
  }
}

/** A pool that is missing or shut does not take its node down: everything else on it works. */
async function poolSpace(engine: Engine, pool: { name: string; target?: string }, call: CallOptions) {
  try {
    return { ...(await getStoragePoolSpace(engine, pool, call)), message: null };
  } catch (error) {
    if (!isEngineError(error) || error.kind === 'unavailable') throw error;
    return { totalBytes: 0, usedBytes: 0, message: `Storage pool ${pool.name}: ${error.engineMessage}` };
  }
}

function notOperational(warnings: EngineWarning[], location: string): string | undefined {
  const warning = warnings.find(
    ({ type, status, ...rest }) =>
      type === 'Instance type not operational' && status !== 'resolved' && rest.location === location,
  );
  return warning?.lastMessage || undefined;
}
