import type { Ctx } from '#server/context.ts';
import type { TaggedInstance } from '#server/incus/instance.ts';
import type { InstanceView } from '#server/instances/schema.ts';
import { getVaultFacts } from '#server/vaults/providers/get-vault-facts.ts';
import type { VaultFacts } from '#server/vaults/providers/vault-facts.ts';
import { nodeOf, readVaultRow, type VaultRow } from '#server/vaults/vault-row.ts';
import { observer } from './observe.ts';
import type { Observation } from './schema.ts';

/** As the helper makes them (node-helper/berth-node). */
const ciphers = { luks: 'aes-xts-plain64, 512 bit', fscrypt: 'AES-256-XTS' } as const;
const patienceSeconds = 5;

type Read = { ctx: Ctx; instance: InstanceView; found: TaggedInstance; at: Date };

/** Where its disk is, and who can open that: our rows, and what the node says of the key at this moment. */
export async function storageEvidence({ ctx, instance, found, at }: Read): Promise<Observation[]> {
  const root = Object.values(found.expandedDevices).find(({ type, path }) => type === 'disk' && path === '/');
  const disk = observer('storage', { origin: 'engine', source: 'the root disk', at });
  const panel = observer('storage', { origin: 'panel', source: 'the vault', at });
  const pool = disk.seen('pool', root?.pool ?? 'none');
  if (!instance.vault) return [panel.seen('vault', 'none', 'notice'), pool];
  const row = await readVaultRow(ctx.db, instance.vault.id);
  const times = await ctx.db.vault.findUnique({
    where: { id: row.id },
    select: { openedAt: true, lockedAt: true },
  });
  const since = row.state === 'open' ? times?.openedAt : times?.lockedAt;
  const mark = row.state === 'broken' ? 'worry' : 'none';
  return [
    panel.seen('vault', row.name),
    panel.seen('vault-state', since ? `${row.state} ${since.toISOString()}` : row.state, mark),
    panel.seen('vault-provider', row.provider),
    panel.seen('vault-cipher', ciphers[row.provider]),
    panel.seen('vault-holder', row.keyMode),
    ...(await onNode(row, at)),
    pool,
  ];
}

async function onNode(row: VaultRow, at: Date): Promise<Observation[]> {
  const node = observer('storage', { origin: 'node', source: 'vault-status', at });
  const facts = await ask(row);
  if (!facts) return [node.unknown('vault-key', 'node-unreachable')];
  const { keyStatus = 'unknown', state } = facts;
  // A key that outlives its open vault could be used by whoever takes over the node.
  const isLeft = state !== 'open' && keyStatus !== 'absent' && keyStatus !== 'unknown';
  return [node.seen('vault-key', keyStatus, isLeft ? 'worry' : 'none')];
}

async function ask(row: VaultRow): Promise<VaultFacts | undefined> {
  try {
    return await getVaultFacts(nodeOf(row), { id: row.id }, { timeoutSeconds: patienceSeconds });
  } catch {
    return undefined;
  }
}
