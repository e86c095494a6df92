import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { hashToken, newToken } from '#server/auth/session-token.ts';
import { type Db, Prisma } from '#server/db.ts';
import { endVaults } from '../support/end-vaults.ts';
import { openPanel, type Panel } from '../support/panel.ts';

export type World = Awaited<ReturnType<typeof makeWorld>>;
const gib = 1024 ** 3;

/**
 * Two real tenants side by side: a victim with one of everything, and a stranger who owns another
 * tenant. Made through the panel's own API, so that the engine has them too.
 */
export async function makeWorld(origin: string, databaseUrl: string) {
  const panel = await openPanel(origin, databaseUrl);
  const { db, operator, call, callAndWait } = panel;
  // The slug is in URLs that a stranger can type; the mark is in what only its members may read.
  const mark = `secret-${randomBytes(4).toString('hex')}`;
  const victim = await makeTenant(panel, `e2e-victim-${randomBytes(4).toString('hex')}`, mark);
  const stranger = await makeTenant(panel, `e2e-stranger-${randomBytes(4).toString('hex')}`);
  const instance = await makeInstance(panel, victim.slug, mark);
  const sshKey = await call('POST', '/api/v1/ssh-keys', {
    tenant: victim.slug,
    name: mark,
    publicKey: newPublicKey(),
  });
  const registry = await call('POST', '/api/v1/registries', {
    tenant: victim.slug,
    host: 'registry.example.org',
    username: mark,
    password: mark,
  });
  await makeDeployment(db, instance, mark);
  const plan = await makePlan(db, mark);
  await makeIdempotencyKey(db, `${victim.ownerId}/${victim.id}`, mark);
  const ids = {
    instance,
    tenant: victim.id,
    sshKey: String(sshKey.id),
    registry: String(registry.id),
    upload: await makeUpload(db, victim.id, mark),
    vault: await makeVault(panel, victim.id, { tenant: victim.slug, name: mark }),
    iso: await makeIso(db, victim.id, mark),
    plan: plan.id,
    planSet: plan.planSetId,
    image: (await db.image.findFirstOrThrow()).id,
    node: (await db.node.findFirstOrThrow()).id,
    job: (await db.job.findFirstOrThrow({ where: { instanceId: instance } })).id,
    finding: await makeFinding(db, victim.id, mark),
    user: victim.ownerId,
    session: (await db.session.findFirstOrThrow({ where: { userId: victim.ownerId } })).id,
    token: (await db.apiToken.findFirstOrThrow({ where: { tenantId: victim.id } })).id,
    invitation: await makeInvitation(db, victim.id),
  };
  return {
    ...{ origin, db, mark, victim, stranger, ids },
    strangerToken: await makeToken(db, stranger.ownerId, stranger.id),
    strangerCookie: () => makeCookie(db, stranger.ownerId),
    operatorCookie: () => makeCookie(db, operator.id),
    async remove() {
      await callAndWait('DELETE', `/api/v1/instances/${instance}`);
      await db.shredReceipt.deleteMany({ where: { vaultName: mark } });
      await db.vault.deleteMany({ where: { name: mark } });
      await db.iso.deleteMany({ where: { name: mark } });
      for (const { id } of [victim, stranger]) await callAndWait('DELETE', `/api/v1/tenants/${id}`);
      await db.planSet.deleteMany({ where: { name: mark } });
      await db.finding.deleteMany({ where: { subject: mark } });
      await db.idempotencyKey.deleteMany({ where: { key: mark } });
      await db.plan.deleteMany({ where: { slug: mark } });
      await panel.close();
    },
  };
}

/** A well-formed key of nobody: RFC 8709, a length before the name and before 32 bytes. */
export function newPublicKey(): string {
  const part = (bytes: Buffer) => Buffer.concat([Buffer.from([0, 0, 0, bytes.length]), bytes]);
  const wire = Buffer.concat([part(Buffer.from('ssh-ed25519')), part(randomBytes(32))]);
  return `ssh-ed25519 ${wire.toString('base64')} tenancy`;
}

async function makePerson(db: Db, name: string) {
  const email = `${name}-${randomBytes(4).toString('hex')}@example.com`;
  return db.user.create({ data: { email, name } });
}

async function makeTenant({ db, callAndWait }: Panel, slug: string, name = slug) {
  const owner = await makePerson(db, slug);
  const quota = { lightVms: 3, vms: 0, apps: 0, sandboxes: 0, unikernels: 0, vcpus: 4 };
  const sizes = { memoryBytes: 2 * gib, diskBytes: 10 * gib, trafficBytes: 100 * gib };
  const input = { slug, name, quota: { ...quota, ...sizes }, ownerUserId: owner.id };
  const { tenantId } = await callAndWait('POST', '/api/v1/tenants', input);
  await makeCookie(db, owner.id);
  await makeToken(db, owner.id, String(tenantId));
  return { id: String(tenantId), slug, ownerId: owner.id };
}

async function makeInstance({ db, callAndWait }: Panel, tenant: string, name: string): Promise<string> {
  const image = await untilThere(() => db.image.findFirst({ where: { isPresent: true, isEnabled: true } }));
  const size = { vcpus: 1, memoryBytes: gib / 4, diskBytes: Math.max(gib, Number(image.minDiskBytes)) };
  const input = { tenant, name, imageId: image.id, ...size };
  const { instanceId } = await callAndWait('POST', '/api/v1/instances', input);
  return String(instanceId);
}

/** Images, nodes and what those can come by the panel's loops, some moments after it has started. */
async function untilThere<T>(look: () => Promise<T | null>): Promise<T> {
  for (let tries = 0; tries < 300; tries++) {
    const found = await look();
    if (found) return found;
    await delay(200);
  }
  throw new Error('the panel has found no image or no node in a minute');
}

async function makeUpload(db: Db, tenantId: string, name: string): Promise<string> {
  const facts = { tenantId, name, purpose: 'kernel', sizeBytes: 1, actorName: name };
  return (await db.upload.create({ data: { ...facts, state: 'ready' } })).id;
}

async function makePlan(db: Db, mark: string) {
  const planSet = await db.planSet.create({ data: { name: mark } });
  const size = { vcpus: 1, memoryBytes: gib, diskBytes: gib, trafficBytes: gib };
  const price = { priceHourMicros: 1, priceMonthMicros: 1 };
  const plan = await db.plan.create({ data: { slug: mark, name: mark, ...size, ...price } });
  return { id: plan.id, planSetId: planSet.id };
}

/** One that is settled, so that the loops let it be. */
async function makeFinding(db: Db, tenantId: string, subject: string): Promise<string> {
  const what = { kind: 'unknown-instance', subjectKey: `engine-instance:e2e/${subject}`, subject };
  const end = { state: 'settled', outcome: 'removed', actorName: 'e2e', closedAt: new Date() };
  return (await db.finding.create({ data: { ...what, ...end, tenantId } })).id;
}

/** One that could not be brought in: the engine has nothing of it. */
async function makeIso(db: Db, tenantId: string, name: string): Promise<string> {
  const row = { tenantId, name, pool: 'e2e', sizeBytes: gib, state: 'failed' };
  return (await db.iso.create({ data: row })).id;
}

/** One that was destroyed, with a receipt that the panel has signed: a forged one would be of a key that it never had. */
async function makeVault(
  panel: Panel,
  tenantId: string,
  { tenant, name }: Record<'tenant' | 'name', string>,
) {
  const node = await untilThere(() =>
    panel.db.node.findFirst({ where: { vaultAbility: { not: Prisma.AnyNull } } }),
  );
  const input = { tenant, nodeId: node.id, name, sizeBytes: 4 * gib };
  const { vaultId } = await panel.callAndWait('POST', '/api/v1/vaults', input);
  await endVaults(panel, tenantId);
  return String(vaultId);
}

/** One that has ended, with a line of its log: nothing looks at it any more. */
async function makeDeployment(db: Db, instanceId: string, actorName: string): Promise<void> {
  const end = {
    state: 'former',
    settings: { image: actorName },
    startedAt: new Date(),
    finishedAt: new Date(),
  };
  const lines = { create: { seq: 1, text: actorName } };
  await db.deployment.create({ data: { ...end, instanceId, number: 1, kind: 'app', actorName, lines } });
}

/** A call of the victim that is under way: to who has the same key it would look like their own. */
async function makeIdempotencyKey(db: Db, actorKey: string, key: string): Promise<void> {
  await db.idempotencyKey.create({ data: { actorKey, key, requestHash: 'of another request' } });
}

async function makeInvitation(db: Db, tenantId: string): Promise<string> {
  const tokenHash = hashToken(newToken());
  const expiresAt = new Date(Date.now() + 86_400_000);
  const data = { tenantId, email: 'guest@example.com', role: 'reader', tokenHash, expiresAt };
  return (await db.invitation.create({ data })).id;
}

async function makeToken(db: Db, userId: string, tenantId: string | null): Promise<string> {
  const token = newToken('berth_');
  // Used just now, so that reading it changes no row.
  const data = {
    name: 'e2e',
    prefix: token.slice(0, 10),
    tokenHash: hashToken(token),
    lastUsedAt: new Date(),
  };
  await db.apiToken.create({ data: { ...data, userId, tenantId } });
  return token;
}

async function makeCookie(db: Db, userId: string): Promise<string> {
  const token = newToken();
  const expiresAt = new Date(Date.now() + 3_600_000);
  await db.session.create({ data: { tokenHash: hashToken(token), userId, expiresAt } });
  return `berth-session=${token}`;
}
