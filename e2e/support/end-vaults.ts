import { setTimeout as delay } from 'node:timers/promises';
import type { Panel } from './panel.ts';

/**
 * Ends what vaults a tenant still has, with what is in them: it cannot go before. No passphrase is needed for that.
 * In place of the days of grace they end now.
 */
export async function endVaults({ db, callAndWait }: Panel, tenantId: string): Promise<void> {
  const running = { tenantId, vaultId: { not: null }, state: 'running' };
  for (const { id } of await db.instance.findMany({ where: running, select: { id: true } })) {
    await callAndWait('POST', `/api/v1/instances/${id}/stop`, { isForced: true });
  }
  const where = { tenantId, state: { not: 'shredded' } };
  const now = { shredAfter: new Date(), shredByKind: 'system', shredByName: 'e2e' };
  await db.vault.updateMany({ where, data: now });
  for (let tries = 0; tries < 300; tries++) {
    if ((await db.vault.count({ where })) === 0) return;
    await delay(200);
  }
  const left = await db.vault.findMany({ where, select: { id: true, name: true, state: true } });
  const keys = left.map(({ id }) => `vault:${id}`);
  const jobs = await db.job.findMany({
    where: { subjectKey: { in: keys }, state: { not: 'done' } },
    select: { kind: true, state: true, error: true },
  });
  throw new Error(`vaults did not end in a minute: ${JSON.stringify({ left, jobs })}`);
}
