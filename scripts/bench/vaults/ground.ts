import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ChangeListener, listenChanges } from '#server/events/listen-changes.ts';
import { jobKinds } from '#server/job-kinds.ts';
import { startWorker } from '#server/jobs/start-worker.ts';
import { makeEngineTenant } from '#server/testing/make-engine-tenant.ts';
import { makeImage } from '#server/testing/make-image.ts';
import { makeVaultNode } from '#server/testing/make-vault-node.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { removeVaults } from '#server/testing/remove-vaults.ts';
import { openLocalBench } from '#server/testing/vault-bench.ts';
import { probeNode } from '#server/vaults/providers/probe-node.ts';

export type Ground = {
  ctx: TestCtx['ctx'];
  tenant: Awaited<ReturnType<typeof makeEngineTenant>>;
  changes: ChangeListener;
  imageId: string;
  /** Aborted when the ground is taken away: a measurement that is still under way ends then. */
  signal: AbortSignal;
  close(): Promise<void>;
};

/**
 * A tenant on the machine's engine, a database and a worker as the panel runs it, and a folder for vaults with keys of
 * its own, on the very file system where this machine's vaults lie. `close` takes all of it away, whatever state it is in.
 */
export async function openGround(imageAlias: string): Promise<Ground> {
  const ends: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const end of ends.reverse()) await end().catch(complain);
  };
  try {
    return { ...(await open(imageAlias, ends)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function open(imageAlias: string, ends: (() => Promise<unknown>)[]): Promise<Omit<Ground, 'close'>> {
  const vaultRoot = process.env.BERTH_VAULT_ROOT;
  const bench = await openLocalBench((await probeNode({ kind: 'local', vaultRoot })).vaultRoot);
  ends.push(bench.remove);
  const keyFile = join(bench.root, 'master.key');
  await writeFile(keyFile, randomBytes(32), { mode: 0o600 });
  const receiptsFile = join(bench.root, 'receipts.key');
  const files = { BERTH_MASTER_KEY_FILE: keyFile, BERTH_RECEIPTS_KEY_FILE: receiptsFile };
  Object.assign(process.env, { BERTH_VAULT_ROOT: bench.root, ...files });
  const { ctx, url, close } = await openTestCtx();
  ends.push(close);
  // Before the end of the tenant, which takes the instances away that are in them.
  ends.push(() => removeVaults(ctx));
  const tenant = await makeEngineTenant(ctx);
  ends.push(tenant.remove);
  await makeVaultNode(ctx);
  const now = { vaultGraceDays: 0 };
  await ctx.db.settings.upsert({ where: { id: 1 }, create: now, update: now });
  const { id: imageId } = await makeImage(ctx.db, { alias: imageAlias });
  const { db, log, engine } = ctx;
  const worker = await startWorker(url, jobKinds, { db, log, tools: { engine } });
  ends.push(worker.stop);
  const changes = listenChanges(url, log);
  ends.push(changes.close);
  const controller = new AbortController();
  ends.push(async () => controller.abort());
  return { ctx, tenant, changes, imageId, signal: controller.signal };
}

/** What cannot be taken away is told, and the rest goes all the same. */
function complain(error: unknown): void {
  console.error(`left behind: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
