import { z } from 'zod';
import type { Tx } from '#server/db.ts';
import { AppError, type ErrorParams, type ErrorReason, englishText } from '#server/errors.ts';
import { type VaultProvider, vaultProviders } from './schema.ts';

const stored = z.object({
  provider: z.enum(vaultProviders).nullable(),
  /** What it lacks, where it has no provider; null with none: it was never asked, nobody has told us the way. */
  why: z.string().nullable(),
  /** The words of a look that got no answer. What it said before still stands. */
  silence: z.string().nullish(),
});
/** What a node's row keeps of what its helper said. */
export type StoredAbility = z.infer<typeof stored>;

/** Undefined: nobody has looked at it yet. */
export function storedAbility(value: unknown): StoredAbility | undefined {
  return stored.safeParse(value).data;
}

/** Whether vaults can be had on a node, and why not. */
export type VaultAbility =
  | { provider: VaultProvider; reason: null }
  | { provider: null; reason: { key: ErrorReason; params: Record<string, string> } };

type NodeRow = { id: string; name: string; vaultAbility: unknown };

/**
 * Of all nodes, in the order of their names. A cluster's pools are on all of its members: no vault fits in there yet.
 * `silence` is for operators alone.
 */
export async function listAbilities(
  db: Pick<Tx, 'node'>,
): Promise<{ node: NodeRow; ability: VaultAbility; silence: string | null }[]> {
  const select = { id: true, name: true, vaultAbility: true } as const;
  const nodes = await db.node.findMany({ orderBy: { name: 'asc' }, select });
  return nodes.map((node) => ({
    node,
    ability: abilityOf(node, nodes.length),
    silence: storedAbility(node.vaultAbility)?.silence ?? null,
  }));
}

function abilityOf({ name: node, vaultAbility }: NodeRow, nodes: number): VaultAbility {
  const no = (key: ErrorReason, params: Record<string, string> = {}) =>
    ({ provider: null, reason: { key, params } }) as const;
  if (nodes > 1) return no('vault-cluster');
  const known = storedAbility(vaultAbility);
  if (!known) return no('vault-node-unasked', { node });
  const { provider, why, silence } = known;
  if (provider) return { provider, reason: null };
  if (why !== null) return no('vault-unsupported', { node, why });
  return no(silence ? 'vault-node-away' : 'vault-node-unknown', { node });
}

/** The same for a view: `reasonKey` with `params` is a key of the error messages. */
export function describeAbility({ provider, reason }: VaultAbility) {
  return {
    isSupported: provider !== null,
    provider,
    reason: reason && englishText(reason.key, reason.params),
    reasonKey: reason?.key ?? null,
    params: reason?.params ?? {},
  };
}

/** The node that a new vault is made on: the named one, or the first that can. Throws `refused` with the reason. */
export async function chooseVaultNode(
  db: Pick<Tx, 'node'>,
  nodeId?: string,
): Promise<{ id: string; name: string; provider: VaultProvider }> {
  const all = await listAbilities(db);
  const wanted = nodeId ? all.filter(({ node }) => node.id === nodeId) : all;
  for (const { node, ability } of wanted) {
    if (ability.provider) return { id: node.id, name: node.name, provider: ability.provider };
  }
  const reason = wanted.find(({ ability }) => ability.reason)?.ability.reason;
  const params: ErrorParams = reason?.params ?? {};
  throw new AppError('refused', reason?.key ?? 'vault-unavailable', params, { field: 'nodeId' });
}
