import { isDeepStrictEqual } from 'node:util';
import type { Db } from '#server/db.ts';
import type { Logger } from '#server/log.ts';
import type { Node } from '#server/node-shell/node.ts';
import { isNodeError } from '#server/node-shell/node-error.ts';
import { nodeAccess } from '#server/nodes/node-access.ts';
import { settleVault } from './look-at-vault.ts';
import { type StoredAbility, storedAbility } from './node-ability.ts';
import { listVaultFacts } from './providers/list-vault-facts.ts';
import { preferredProvider, probeNode } from './providers/probe-node.ts';
import type { VaultFacts } from './providers/vault-facts.ts';
import { tellOfVault } from './save-vault-state.ts';
import { readVaultRow, type VaultRow } from './vault-row.ts';

type Tools = {
  db: Db;
  log: Logger;
  signal?: AbortSignal | undefined;
  /**
   * The vaults that were being opened or locked at the look before: others that are so now are left to whoever is at
   * it. Of one that is so twice nobody is at it any more. Without it the node's word counts at once.
   */
  between?: Set<string> | undefined;
  /** Broken ones whose key was tried at a look before. */
  tested?: Set<string> | undefined;
};

/**
 * Asks every node what it can and how its vaults are, and writes down where a row says otherwise. Gives the vaults
 * that were open to our knowledge and are locked: their node was restarted.
 */
export async function lookAtNodes(tools: Tools): Promise<string[]> {
  const nodes = await tools.db.node.findMany({ select: { id: true, name: true, vaultAbility: true } });
  const lockedBehind: string[] = [];
  for (const node of nodes) {
    try {
      const access = await saveAbility(tools, node);
      if (access) lockedBehind.push(...(await lookAtOne(tools, node.id, access)));
    } catch (error) {
      tools.log.warn({ err: error, node: node.name }, 'the vaults of a node were not looked at');
    }
  }
  return lockedBehind;
}

type NodeRow = { id: string; name: string; vaultAbility: unknown };

/** Gives how the node is reached. Throws what kept it from an answer, after that is written down for operators. */
async function saveAbility({ db, signal }: Tools, node: NodeRow): Promise<Node | undefined> {
  const former = storedAbility(node.vaultAbility) ?? untold;
  const save = async (ability: StoredAbility) => {
    if (isDeepStrictEqual(ability, node.vaultAbility)) return;
    await db.node.update({ where: { id: node.id }, data: { vaultAbility: ability } });
  };
  let seen: { access: Node | undefined; ability: StoredAbility };
  try {
    const access = nodeAccess(node.name);
    // Whom nobody told the way takes nothing back of what another worker was answered.
    const unasked = hasAnswered(former) ? former : untold;
    seen = { access, ability: access ? await abilityOf(access, signal) : unasked };
  } catch (error) {
    const silence = isNodeError(error) ? error.nodeMessage : String(error);
    if (!signal?.aborted) await save({ ...former, silence });
    throw error;
  }
  await save(seen.ability);
  return seen.access;
}

const hasAnswered = ({ provider, why }: StoredAbility) => provider !== null || why !== null;
const untold: StoredAbility = { provider: null, why: null };

async function abilityOf(access: Node, signal: AbortSignal | undefined): Promise<StoredAbility> {
  const probe = await probeNode(access, { signal });
  const provider = preferredProvider(probe) ?? null;
  const { luks, fscrypt } = probe.providers;
  const why = [luks.reason, fscrypt.reason].filter(Boolean).join('; ');
  return { provider, why: provider ? null : why };
}

/** Rows that a job is at are left to it. */
async function lookAtOne(
  { db, log, signal, between, tested }: Tools,
  nodeId: string,
  access: Node,
): Promise<string[]> {
  const states = ['open', 'closing', 'locked', 'opening', 'broken'];
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT v."id" FROM "Vault" v WHERE v."nodeId" = ${nodeId}::uuid AND v."state" = ANY(${states})
      AND NOT EXISTS (SELECT 1 FROM "Job" j WHERE j."subjectKey" = 'vault:' || v."id"
        AND j."state" IN ('queued', 'running', 'undoing'))`;
  if (rows.length === 0) return [];
  const vaults = await Promise.all(rows.map(({ id }) => readVaultRow(db, id)));
  const facts = new Map((await listVaultFacts(access, { signal })).map((each) => [each.id, each]));
  const lockedBehind: string[] = [];
  for (const vault of vaults) {
    if (between && isLeftToOthers(between, vault)) continue;
    const found = facts.get(vault.id) ?? absent(vault.id);
    const looksWhole = vault.state === 'broken' && found.state === 'locked';
    if (!looksWhole) tested?.delete(vault.id);
    // Whether our key opens it was tried before, and nothing has changed since.
    if (tested?.has(vault.id)) continue;
    try {
      const seen = await settleVault(db, vault, found);
      if (looksWhole && seen === 'same') tested?.add(vault.id);
      if (seen === 'locked-behind') lockedBehind.push(vault.id);
      if (seen !== 'same') await tellOfVault(db, vault.id);
    } catch (error) {
      // One that cannot be settled holds up no other.
      log.warn({ err: error, vaultId: vault.id }, 'a vault was not looked at');
    }
  }
  return lockedBehind;
}

function isLeftToOthers(between: Set<string>, { id, state }: VaultRow): boolean {
  const isBetween = state === 'opening' || state === 'closing';
  const isNew = isBetween && !between.has(id);
  if (isNew) between.add(id);
  else between.delete(id);
  return isNew;
}

function absent(id: string): VaultFacts {
  return { id, state: 'absent', mounts: [] };
}
