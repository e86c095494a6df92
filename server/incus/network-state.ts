import { z } from 'zod';
import { apiPath } from './api-path.ts';
import type { CallOptions, Engine } from './engine.ts';
import { readResource } from './read-resource.ts';
import { listOf } from './shapes.ts';

const networkStateSchema = z
  .object({
    state: z.string(),
    mtu: z.number().int(),
    addresses: listOf(z.object({ family: z.string(), address: z.string(), netmask: z.string() })),
    counters: z.object({ bytes_received: z.number(), bytes_sent: z.number() }).nullish(),
  })
  .transform(({ counters, ...state }) => ({
    ...state,
    receivedBytes: counters?.bytes_received ?? 0,
    sentBytes: counters?.bytes_sent ?? 0,
  }));

export type NetworkState = z.output<typeof networkStateSchema>;

/** How the bridge stands on a node. Source: Incus docs, "REST API", `GET /1.0/networks/{name}/state`. */
export async function getNetworkState(
  engine: Engine,
  { name, target }: { name: string; target?: string },
  options?: CallOptions,
): Promise<NetworkState> {
  const question = { path: apiPath`networks/${name}/state`, query: { target } };
  return readResource(engine, networkStateSchema, question, options);
}

const leaseSchema = z.object({
  hostname: z.string(),
  hwaddr: z.string().default(''),
  address: z.string(),
  /** `static`, `dynamic`, `gateway` or `uplink` */
  type: z.string(),
  project: z.string().default(''),
});

export type NetworkLease = z.output<typeof leaseSchema>;

/**
 * Addresses in use on a network.
 *
 * @param input.project whose instances to look for; static addresses of other projects are left out
 */
export async function listNetworkLeases(
  engine: Engine,
  { name, project }: { name: string; project?: string },
  options?: CallOptions,
): Promise<NetworkLease[]> {
  return readResource(
    engine,
    listOf(leaseSchema),
    { path: apiPath`networks/${name}/leases`, project },
    options,
  );
}
