import type { VaultKeyMode } from '#server/vaults/schema.ts';
import type { OfferNode } from '../use-offer-nodes.ts';

/** What the form of a new vault holds while it is being filled in; the passphrase stays in its field. */
export interface VaultDraft {
  nodeId: string;
  name: string;
  sizeGib: number | undefined;
  keyMode: VaultKeyMode;
}

export const gib = 1024 ** 3;

/** A new vault as it would be without another click. */
export function firstVaultDraft(
  tenant: string,
  nodes: OfferNode[],
  takenNames: string[],
  mostGib: number,
): VaultDraft {
  const node = nodes.find(({ refusal }) => !refusal) ?? nodes[0];
  const sizeGib = Math.max(1, Math.min(20, mostGib));
  return { nodeId: node?.id ?? '', name: suggestName(tenant, takenNames), sizeGib, keyMode: 'provider' };
}

/** The account's own identifier, which begins with a letter as a name has to; numbered where there is one of it. */
function suggestName(tenant: string, taken: string[]): string {
  let name = tenant;
  for (let n = 2; taken.includes(name); n++) name = `${tenant}-${n}`;
  return name;
}

/** The call of the API that makes the same vault. Token and passphrase stay in variables, out of the history. */
export function toVaultCurl(origin: string, tenant: string, draft: VaultDraft): string {
  const { nodeId, name, sizeGib = 1, keyMode } = draft;
  const body = { tenant, nodeId, name: name.trim(), sizeBytes: Math.round(sizeGib * gib) };
  const json = `'${JSON.stringify(body, null, 2).replaceAll("'", String.raw`'\''`)}'`;
  const curl = [
    `curl ${origin}/api/v1/vaults \\`,
    `  -H "Authorization: Bearer $BERTH_TOKEN" \\`,
    `  -H 'Content-Type: application/json' \\`,
  ];
  if (keyMode === 'provider') return [...curl, `  -d ${json}`].join('\n');
  // By a pipe: what is an argument of a program, everybody on the machine can read.
  return [`jq '.passphrase = env.VAULT_PASSPHRASE' <<< ${json} |`, ...curl, '  -d @-'].join('\n');
}
