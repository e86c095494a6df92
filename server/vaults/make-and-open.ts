import { createOnNode } from './providers/create-on-node.ts';
import { openOnNode } from './providers/open-on-node.ts';
import { nodeOf, type VaultRow } from './vault-row.ts';

/** The encrypted device of a new vault, open. Made already: it is opened. */
export async function makeAndOpen(vault: VaultRow, key: Buffer, signal?: AbortSignal): Promise<void> {
  const { id, provider, sizeBytes } = vault;
  const node = nodeOf(vault);
  await createOnNode(node, { id, provider, sizeBytes, key }, { signal });
  await openOnNode(node, { id, key }, { signal });
}
