import { setTimeout as delay } from 'node:timers/promises';
import type { BrowserContext } from '@playwright/test';
import type { Role } from '#server/auth/permissions.ts';
import { hashToken, newToken } from '#server/auth/session-token.ts';
import { instanceKinds } from '#server/instances/kinds/schema.ts';
import type { VaultChoice } from '#server/instances/schema.ts';
import { liveJobStates } from '#server/jobs/states.ts';
import type { Quota } from '#server/tenants/schema.ts';
import { endVaults } from './end-vaults.ts';
import { mark, type Panel } from './panel.ts';

export type Account = Awaited<ReturnType<typeof makeAccount>>;
/** A part of the quota, where a story needs another one. */
export type Room = Partial<Quota>;
const gib = 1024 ** 3;
const roomFor = { lightVms: 3, vms: 0, apps: 0, sandboxes: 0, unikernels: 0, vcpus: 3 };
const sizes = { memoryBytes: 2 * gib, diskBytes: 12 * gib, trafficBytes: 100 * gib };

/** A customer with an account of their own on the real engine: room for three small instances, two plans. */
export async function makeAccount(panel: Panel, room: Room = {}) {
  const { db, callAndWait } = panel;
  const slug = `e2e-${mark()}`;
  const owner = await db.user.create({ data: { email: `${slug}@example.com`, name: 'Mia Holm' } });
  const planSet = await makePlans(db, slug);
  const { tenantId } = await callAndWait('POST', '/api/v1/tenants', {
    slug,
    name: 'Holm Yachts',
    quota: { ...roomFor, ...sizes, ...room },
    planSetId: planSet.id,
    ownerUserId: owner.id,
  });
  const id = String(tenantId);
  await untilImages(db);

  return {
    id,
    slug,
    name: 'Holm Yachts',
    owner,
    /** A further member, to be signed in instead. */
    async addMember(role: Role) {
      const user = await db.user.create({ data: { email: `${role}-${slug}@example.com`, name: role } });
      await db.member.create({ data: { tenantId: id, userId: user.id, role } });
      return user;
    },
    /** An instance that is there already when the story begins. */
    async addInstance(name: string, vault: VaultChoice = 'none', passphrase?: string): Promise<string> {
      const image = await db.image.findFirstOrThrow({ where: usable, orderBy: { position: 'asc' } });
      const size = {
        vcpus: 1,
        memoryBytes: gib / 4,
        diskBytes: Math.max(2 * gib, Number(image.minDiskBytes)),
      };
      const input = { tenant: slug, name, imageId: image.id, vault, passphrase, ...size };
      return String((await callAndWait('POST', '/api/v1/instances', input)).instanceId);
    },
    /** A vault that is there already, open as one is that was just made. */
    async addVault(name: string, passphrase?: string): Promise<string> {
      const node = await db.node.findFirstOrThrow();
      const input = { tenant: slug, nodeId: node.id, name, sizeBytes: 4 * gib, passphrase };
      return String((await callAndWait('POST', '/api/v1/vaults', input)).vaultId);
    },
    async remove() {
      await untilQuiet(db, id);
      const { state } = await db.tenant.findUniqueOrThrow({ where: { id }, select: { state: true } });
      // A story that fell in the middle of a suspension must not keep its account for ever.
      if (state === 'suspended') await callAndWait('POST', `/api/v1/tenants/${id}/unsuspend`);
      const outside = { tenantId: id, vaultId: null };
      for (const instance of await db.instance.findMany({ where: outside, select: { id: true } })) {
        await callAndWait('DELETE', `/api/v1/instances/${instance.id}`);
      }
      await endVaults(panel, id);
      await callAndWait('DELETE', `/api/v1/tenants/${id}`);
      await db.planSet.delete({ where: { id: planSet.id } });
      await db.plan.deleteMany({ where: { slug: { startsWith: slug } } });
      await db.user.deleteMany({ where: { email: { endsWith: `${slug}@example.com` } } });
    },
  };
}

/** Signs somebody in without the form, which has a story of its own. */
export async function signIn({ db }: Panel, context: BrowserContext, userId: string, origin: string) {
  const token = newToken();
  const expiresAt = new Date(Date.now() + 3_600_000);
  await db.session.create({ data: { tokenHash: hashToken(token), userId, expiresAt } });
  await context.addCookies([{ name: 'berth-session', value: token, url: origin, httpOnly: true }]);
}

const usable = { isPresent: true, isEnabled: true };

async function makePlans(db: Panel['db'], slug: string) {
  const plan = (name: string, vcpus: number, memoryGib: number, diskGib: number, kind = 'light-vm') => ({
    plan: {
      create: {
        slug: `${slug}-${name.toLowerCase()}`,
        ...{ name, kind, allowsEmulation: true },
        vcpus,
        memoryBytes: memoryGib * gib,
        diskBytes: diskGib * gib,
        trafficBytes: 100 * gib,
        priceHourMicros: 4500 * vcpus,
        priceMonthMicros: 3_000_000 * vcpus,
        position: vcpus,
      },
    },
  });
  const plans = [plan('Skiff', 1, 0.25, 3), plan('Sloop', 2, 0.5, 4), plan('Frigate', 8, 16, 100)];
  const others = instanceKinds.filter((kind) => kind !== 'light-vm');
  // A VM takes another processor while it runs, and more memory only when it starts.
  plans.push(
    ...others.flatMap((kind) =>
      kind === 'vm'
        ? [plan('Dinghy-vm', 1, 1, 5, kind), plan('Yawl-vm', 2, 1, 5, kind)]
        : [plan(`Dinghy-${kind}`, 1, 0.25, 2, kind), plan(`Yawl-${kind}`, 1, 0.5, 2, kind)],
    ),
  );
  return db.planSet.create({ data: { name: slug, allowsOwnSize: true, plans: { create: plans } } });
}

/** Images come by a loop of the panel, a moment after it has started. */
async function untilImages(db: Panel['db']): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if ((await db.image.count({ where: usable })) > 0) return;
    await delay(200);
  }
  throw new Error('the engine showed no image in 20 seconds');
}

/** A story may end while something is still being done. */
async function untilQuiet(db: Panel['db'], tenantId: string): Promise<void> {
  const live = { tenantId, state: { in: [...liveJobStates] } };
  for (let tries = 0; tries < 300 && (await db.job.count({ where: live })) > 0; tries++) await delay(100);
}
