import { existsSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { engineRequest } from './engine-api.mjs';
import { run } from './run.mjs';

/** Where the vaults of e2e tests lie: a folder of their own, so that nobody takes the installation's for them. */
export function e2eVaultRoot({ home }) {
  return path.join(home, 'e2e-vaults');
}

/** Where those of engine tests lie: vitest.config.ts says so to them. */
export function testVaultRoot() {
  return path.join(tmpdir(), `berth-test-vaults-${process.getuid?.() ?? 0}`);
}

/** Destroys the vaults in this folder of tests; what was in them is gone from the engine already. Gives their ids. */
export async function removeVaults(ctx, folder) {
  if (!existsSync(folder)) return [];
  const { vaults } = await askHelper(ctx, folder, 'vault-list');
  for (const { id } of vaults) await removeVault(ctx, folder, id);
  rmSync(folder, { recursive: true });
  return vaults.map(({ id }) => id);
}

/** The device first: then the engine takes its names away, and waits for nothing that is encrypted. */
async function removeVault(ctx, folder, id) {
  // One that is damaged, or was never whole, is open nowhere; one that is in use is refused once more below.
  await askHelper(ctx, folder, 'vault-close', id).catch(() => undefined);
  await engineRequest(ctx.engine, 'DELETE', `/1.0/storage-pools/berth-vault-${id}`).catch((error) => {
    if (error.status !== 404) throw error;
  });
  await askHelper(ctx, folder, 'vault-shred', id);
}

async function askHelper({ root }, folder, ...words) {
  const helper = path.join(root, 'node-helper/berth-node');
  const { stdout } = await run(helper, ['--root', folder, ...words], { timeoutSeconds: 60 });
  return JSON.parse(stdout);
}
