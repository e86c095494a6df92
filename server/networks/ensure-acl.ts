import { AppError } from '#server/errors.ts';
import type { Engine } from '#server/incus/engine.ts';
import {
  createNetworkAcl,
  deleteNetworkAcl,
  getNetworkAcl,
  type NetworkAclInput,
  updateNetworkAcl,
} from '#server/incus/network-acls.ts';
import { findNamed } from './find-named.ts';
import { retryRaces } from './retry-races.ts';

type Owned = { tenantId: string; bridge: string };
type Rules = Pick<NetworkAclInput, 'ingress' | 'egress'>;

/** The list of rules of the tenant's bridge is there and is this one. Throws when the name is somebody else's. */
export function ensureAcl(engine: Engine, owned: Owned, rules: Rules): Promise<void> {
  return retryRaces(() => ensureOnce(engine, owned, rules));
}

/** The list of rules is gone; one of the same name that is somebody else's stays. */
export function removeAcl(engine: Engine, owned: Owned): Promise<void> {
  return retryRaces(() => removeOnce(engine, owned));
}

async function ensureOnce(engine: Engine, { tenantId, bridge }: Owned, rules: Rules): Promise<void> {
  const wanted = { name: bridge, description: ownerMark(tenantId), ...rules };
  const found = await findNamed(engine, 'network-acls', bridge, getNetworkAcl);
  if (!found) return createNetworkAcl(engine, wanted);
  if (found.description !== ownerMark(tenantId)) {
    throw new AppError('conflict', 'engine-name-taken', { thing: 'acl', name: bridge });
  }
  await updateNetworkAcl(engine, wanted);
}

async function removeOnce(engine: Engine, { tenantId, bridge }: Owned): Promise<void> {
  const found = await findNamed(engine, 'network-acls', bridge, getNetworkAcl);
  if (found?.description === ownerMark(tenantId)) await deleteNetworkAcl(engine, { name: bridge });
}

/** The description by which we know the lists of rules that are ours: they have no keys of one's own. */
export function ownerMark(tenantId: string): string {
  return `Berth tenant ${tenantId}`;
}
