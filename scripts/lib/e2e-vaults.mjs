import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { engineRequest } from './engine-api.mjs';
import { run } from './run.mjs';

/** Where the vaults of e2e tests lie: a folder of their own, so that nobody takes the installation's for them. */
export function e2eVaultRoot({ home }) {
  return path.join(home, 'e2e-vaults');
}

/** Destroys the vaults that e2e tests left on this machine; what was in them is gone already. Gives their ids. */
export async function removeE2eVaults(ctx) {
  const folder = e2eVaultRoot(ctx);
  if (!existsSync(folder)) return [];
  const { vaults } = await askHelper(ctx, 'vault-list');
  for (const { id } of vaults) await removeVault(ctx, id);
  rmSync(folder, { recursive: true });
  return vaults.map(({ id }) => id);
}

/** The device first: then the engine takes its names away, and waits for nothing that is encrypted. */
async function removeVault(ctx, id) {
  // One that is damaged, or was never whole, is open nowhere; one that is in use is refused once more below.
  await askHelper(ctx, 'vault-close', id).catch(() => undefined);
  await engineRequest(ctx.engine, 'DELETE', `/1.0/storage-pools/berth-vault-${id}`).catch((error) => {
    if (error.status !== 404) throw error;
  });
  await askHelper(ctx, 'vault-shred', id);
}

async function askHelper(ctx, ...words) {
  const helper = path.join(ctx.root, 'node-helper/berth-node');
  const { stdout } = await run(helper, ['--root', e2eVaultRoot(ctx), ...words], { timeoutSeconds: 60 });
  return JSON.parse(stdout);
}
