import { setTimeout as delay } from 'node:timers/promises';
import type { Db } from '#server/db.ts';
import type { PanelClient } from '../provision/panel-client.ts';
import { size } from './ask-all.ts';
import type { FloodGround } from './make-tenants.ts';

/** One creation of the quiet tenant: how many others began between its asking and its own beginning. */
export async function clickOnce(panel: PanelClient, db: Db, ground: FloodGround, name: string) {
  const input = { tenant: ground.quiet.slug, name, imageId: ground.imageId, ...size };
  const { jobId } = await panel.call<{ jobId: string }>('POST', '/instances', input);
  for (;;) {
    const { createdAt, startedAt, state } = await db.job.findUniqueOrThrow({ where: { id: jobId } });
    if (startedAt && state !== 'running') {
      const heldBy = await db.job.count({ where: { startedAt: { gt: createdAt, lt: startedAt } } });
      return { heldBy, waitedMs: startedAt.getTime() - createdAt.getTime() };
    }
    await delay(50);
  }
}
