import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Db } from '#server/db.ts';
import type { PanelClient } from '../provision/panel-client.ts';

const gib = 1024 ** 3;
const floodCount = 4;

export type FloodTenant = { id: string; slug: string };
export type FloodGround = {
  floods: FloodTenant[];
  quiet: FloodTenant;
  imageId: string;
  remove(): Promise<void>;
};

/** Tenants that flood, and a quiet one that clicks now and then. */
export async function makeTenants(
  panel: PanelClient,
  db: Db,
  { image, creates }: { image: string; creates: number },
): Promise<FloodGround> {
  const all: FloodTenant[] = [];
  for (let n = 0; n <= floodCount; n++) all.push(await makeTenant(panel, creates));
  const [quiet, ...floods] = all;
  if (!quiet) throw new Error('no tenant was made');
  for (let tries = 0; !(await db.image.findUnique({ where: { alias: image } })); tries++) {
    if (tries > 150) throw new Error(`the engine has no image ${image}: npm start makes it`);
    await delay(200);
  }
  const { id: imageId } = await db.image.findUniqueOrThrow({ where: { alias: image } });
  return { floods, quiet, imageId, remove: () => removeAll(panel, db, all) };
}

async function makeTenant(panel: PanelClient, creates: number): Promise<FloodTenant> {
  const slug = `bench-${randomBytes(3).toString('hex')}`;
  const counts = { lightVms: creates, vms: 0, apps: 0, sandboxes: 0, unikernels: 0, vcpus: creates };
  const quota = { ...counts, memoryBytes: creates * gib, diskBytes: creates * 4 * gib, trafficBytes: gib };
  const { tenantId } = await panel.call<{ tenantId: string }>('POST', '/tenants', {
    slug,
    name: slug,
    quota,
  });
  await panel.until<{ state: string }>(`/tenants/${tenantId}`, ({ state }) => state === 'active');
  return { id: tenantId, slug };
}

/** What still waits is cancelled, what was made is deleted, then the tenants go. */
async function removeAll(panel: PanelClient, db: Db, tenants: FloodTenant[]): Promise<void> {
  const waiting = await db.job.findMany({
    where: { state: { in: ['queued', 'running'] } },
    select: { id: true },
  });
  for (const { id } of waiting) await panel.call('POST', `/jobs/${id}/cancel`).catch(() => undefined);
  await untilIdle(db);
  const made = await db.instance.findMany({ select: { id: true } });
  for (const { id } of made) await panel.call('DELETE', `/instances/${id}`);
  await untilIdle(db);
  for (const { id } of tenants) await panel.call('DELETE', `/tenants/${id}`);
  await untilIdle(db);
}

async function untilIdle(db: Db): Promise<void> {
  for (let tries = 0; tries < 6000; tries++) {
    const left = await db.job.count({ where: { state: { in: ['queued', 'running', 'undoing'] } } });
    if (left === 0) return;
    await delay(100);
  }
  throw new Error('jobs are still at work after ten minutes');
}
