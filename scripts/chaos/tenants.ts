import { hashToken, newToken } from '#server/auth/session-token.ts';
import type { Db } from '#server/db.ts';
import { imageAlias } from './engine.ts';
import { origin } from './panel.ts';
import { until } from './until.ts';

const gib = 1024 ** 3;

/** Room for so many instances each: some requests are meant to be refused. */
export const room = 6;

export type ChaosTenant = { id: string; slug: string };
export type Ground = { tenants: ChaosTenant[]; imageId: string; token: string };

/** Some tenants of the size that `room` says, made through the panel, and an operator's token. */
export async function makeTenants(db: Db, count: number): Promise<Ground> {
  const token = newToken('berth_');
  const user = await db.user.create({ data: { email: 'chaos@localhost', name: 'Chaos', isOperator: true } });
  await db.apiToken.create({
    data: { name: 'chaos', prefix: token.slice(0, 14), tokenHash: hashToken(token), userId: user.id },
  });
  const tenants: ChaosTenant[] = [];
  for (let n = 1; n <= count; n++) {
    const slug = `chaos-${n}`;
    const { tenantId } = await post(token, '/tenants', {
      slug,
      name: slug,
      quota: {
        ...{ lightVms: room, vms: 0, apps: 0, sandboxes: 0, unikernels: 0, vcpus: room * 2 },
        ...{ memoryBytes: room * gib, diskBytes: room * 4 * gib, trafficBytes: 1000 * gib },
      },
    });
    tenants.push({ id: tenantId, slug });
  }
  const isReady = async () => (await db.tenant.count({ where: { state: 'active' } })) === count;
  await until('the tenants', isReady, 120);
  await until(
    'the image',
    async () => Boolean(await db.image.findUnique({ where: { alias: imageAlias } })),
    120,
  );
  const image = await db.image.update({ where: { alias: imageAlias }, data: { isEnabled: true } });
  return { tenants, imageId: image.id, token };
}

async function post(token: string, path: string, body: object): Promise<{ tenantId: string }> {
  const response = await fetch(`${origin}/api/v1${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as { tenantId: string };
}
