import type { Ctx } from '#server/context.ts';
import { loadVault } from './load-vault.ts';
import type { VaultView } from './schema.ts';

export function getVault(ctx: Ctx, id: string): Promise<VaultView> {
  return loadVault(ctx, id, 'vault.read');
}
