import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { env } from '#server/env.ts';
import { gatewayOf, projectName } from '#server/networks/network-names.ts';
import { answerQuickly } from '../lib/answer-quickly.ts';
import type { openBenchPanel } from '../lib/open-bench-panel.ts';
import type { PanelClient } from './panel-client.ts';

const gib = 1024 ** 3;
export const imageAlias = 'debian/12';
export const size = { vcpus: 1, memoryBytes: gib / 2, diskBytes: 4 * gib };

export type Ground = {
  slug: string;
  project: string;
  bridge: string;
  subnet: string;
  gateway: string;
  pool: string;
  imageId: string;
  remove(): Promise<void>;
};

/** A tenant with its project and network, where both sides make their instances of the same image. */
export async function makeGround(
  { db }: Awaited<ReturnType<typeof openBenchPanel>>,
  panel: PanelClient,
): Promise<Ground> {
  const slug = `bench-${randomBytes(3).toString('hex')}`;
  const counts = { lightVms: 50, vms: 0, apps: 0, sandboxes: 0, unikernels: 0, vcpus: 100 };
  const quota = { ...counts, memoryBytes: 64 * gib, diskBytes: 400 * gib, trafficBytes: 1000 * gib };
  const { tenantId } = await panel.call<{ tenantId: string }>('POST', '/tenants', {
    slug,
    name: slug,
    quota,
  });
  await panel.until<{ state: string }>(`/tenants/${tenantId}`, ({ state }) => state === 'active');
  const { bridge, subnet } = await db.network.findUniqueOrThrow({ where: { tenantId } });
  answerQuickly(bridge);
  return {
    ...{
      slug,
      bridge,
      subnet,
      project: projectName(slug),
      gateway: gatewayOf(subnet),
      pool: env().BERTH_POOL,
    },
    imageId: await findImage(db),
    async remove() {
      await panel.call('DELETE', `/tenants/${tenantId}`);
      await untilGone(() => db.tenant.count({ where: { id: tenantId } }));
    },
  };
}

/** The panel's loop finds the engine's images soon after its start. */
async function findImage(db: Awaited<ReturnType<typeof openBenchPanel>>['db']): Promise<string> {
  for (let tries = 0; tries < 100; tries++) {
    const image = await db.image.findUnique({ where: { alias: imageAlias } });
    if (image?.isPresent) return image.id;
    await delay(200);
  }
  throw new Error(`the engine has no image ${imageAlias}: npm start makes it`);
}

async function untilGone(count: () => Promise<number>): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if ((await count()) === 0) return;
    await delay(100);
  }
  throw new Error('it is not gone after 30 s');
}
