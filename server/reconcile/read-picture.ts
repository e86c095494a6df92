import type { Db } from '#server/db.ts';
import type { CallOptions, Engine } from '#server/incus/engine.ts';
import { type EngineError, isEngineError } from '#server/incus/engine-error.ts';
import type { Instance } from '#server/incus/instance.ts';
import { listInstances } from '#server/incus/instances.ts';
import { listNetworkAcls, type NetworkAcl } from '#server/incus/network-acls.ts';
import { listNetworks, type Network } from '#server/incus/networks.ts';
import { listProjects, type Project } from '#server/incus/projects.ts';
import { listUsedAddresses, type UsedAddress } from '#server/networks/list-used-addresses.ts';
import { type Rows, readRows } from './read-rows.ts';

/**
 * What is wanted, as our rows say, and what the engine has. The rows are read first: what is made in between
 * is then on the engine alone, too young to be spoken of. Of the engine each list is read when a checker first
 * asks, so that one that cannot be had fails those alone that need it.
 */
export type Picture = Rows & {
  now: Date;
  onEngine: {
    instances(): Promise<Instance[]>;
    projects(): Promise<Project[]>;
    networks(): Promise<Network[]>;
    acls(): Promise<NetworkAcl[]>;
    usedAddresses(): Promise<UsedAddress[]>;
  };
};

/** A list of ten thousand takes some seconds. */
const timeoutSeconds = 20;

type Input = { db: Db; engine: Engine; now: Date; signal?: AbortSignal | undefined };

export async function readPicture({ db, engine, now, signal }: Input): Promise<Picture> {
  const options: CallOptions = { signal, timeoutSeconds };
  const once = untilDown();
  return {
    ...(await readRows(db)),
    now,
    onEngine: {
      instances: once(() => listInstances(engine, {}, options)),
      projects: once(() => listProjects(engine, options)),
      networks: once(() => listNetworks(engine, options)),
      acls: once(() => listNetworkAcls(engine, options)),
      usedAddresses: once(() => listUsedAddresses(engine)),
    },
  };
}

/** Reads each once; when the engine does not answer one, the others do not wait for it in turn. */
function untilDown(): <T>(read: () => Promise<T>) => () => Promise<T> {
  let down: EngineError | undefined;
  return (read) => {
    let answer: ReturnType<typeof read> | undefined;
    return () => {
      if (down) return Promise.reject(down);
      answer ??= read().catch((error) => {
        if (isEngineError(error, 'unavailable')) down = error;
        throw error;
      });
      return answer;
    };
  };
}
