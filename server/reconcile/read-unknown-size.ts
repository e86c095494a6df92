import { AppError } from '#server/errors.ts';
import type { Engine } from '#server/incus/engine.ts';
import { type Instance, isRunning } from '#server/incus/instance.ts';
import { getInstanceState } from '#server/incus/instance-state.ts';
import { type InstanceKind, instanceKinds, kindOfEngineType } from '#server/instances/kinds/schema.ts';
import { overlaps, parseCidr } from '#server/networks/ipv4.ts';
import { engineBytes, engineCpus } from './engine-amounts.ts';
import { addressOf } from './engine-instance-facts.ts';

export type UnknownSize = { kind: InstanceKind; vcpus: number; memoryBytes: number; diskBytes: number };

/** How large an instance of the engine is. Throws `refused` where it says no number that could be counted. */
export function readUnknownSize({ name, type, expandedConfig, expandedDevices }: Instance): UnknownSize {
  const vcpus = engineCpus(expandedConfig['limits.cpu']);
  const memoryBytes = engineBytes(expandedConfig['limits.memory']);
  const diskBytes = engineBytes(expandedDevices.root?.size);
  if (!vcpus || !memoryBytes || !diskBytes) throw new AppError('refused', 'adopt-without-limits', { name });
  return { kind: kindOnEngine({ type, config: expandedConfig }), vcpus, memoryBytes, diskBytes };
}

/** What it was made as; what somebody else has made is told by the engine's own type. */
function kindOnEngine({ type, config }: { type: string; config: Record<string, string> }): InstanceKind {
  const marked = instanceKinds.find((kind) => kind === config['user.berth.kind']);
  return marked ?? kindOfEngineType(type);
}

/** The address that it has now in the tenant's network: the one that is fixed, or the one that it was lent. */
export async function readUnknownAddress(
  engine: Engine,
  instance: Instance,
  subnet: string,
): Promise<string | undefined> {
  const isInside = (address: string) => overlaps(parseCidr(`${address}/32`), parseCidr(subnet));
  const fixed = addressOf(instance);
  if (fixed && isInside(fixed)) return fixed;
  if (!isRunning(instance)) return undefined;
  const { interfaces } = await getInstanceState(engine, instance);
  const lent = Object.values(interfaces).flatMap(({ addresses }) => addresses);
  return lent.find(({ family, address }) => family === 'inet' && isInside(address))?.address;
}
