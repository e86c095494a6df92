import { expect, test } from '@playwright/test';
import { makeInstance } from '#server/testing/make-instance.ts';
import { askUpgrade } from './walk/ask-upgrade.ts';
import { type ActionInput, type ActionOutcome, callAction } from './walk/call-action.ts';
import { fillPath } from './walk/fill-path.ts';
import {
  listActionExports,
  listActions,
  listCalls,
  listHandlers,
  listPages,
  listUpgrades,
} from './walk/list-routes.ts';
import { makeWorld, newPublicKey, type World } from './walk/make-world.ts';
import { forgottenTables, snapshot } from './walk/snapshot.ts';

/** What anybody may read, with the reason. */
const publicHandlers: Record<string, string> = {
  'GET /api/health': 'for monitoring; says no more than what is up or down',
  'GET /api/health/live': 'for load balancers; says that it answers',
  'GET /api/health/ready': 'for deployments; says no more than what is up or down',
  'GET /api/v1/openapi.json': 'the description of the API',
};
/** What everybody signed in may read, with the reason. */
const commonHandlers: Record<string, string> = {
  'GET /api/receipts/berth-receipts.pem': 'the public half of a key: with it anybody checks a receipt',
};
/** What is not there for a visitor either, with the reason. */
const hiddenHandlers: Record<string, string> = {
  'GET /metrics': 'whoever may not read it need not know of it',
};
const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
/** As somebody asks who comes through a proxy: on the panel's own machine every program may read the metrics. */
const fromElsewhere = { 'x-forwarded-for': '203.0.113.7' };
const invalidText = 'Some fields need another look.';

test.describe.configure({ mode: 'serial' });
let world: World;
let before: Record<string, string>;
let origin: string;

test.beforeAll(async ({ baseURL }) => {
  test.setTimeout(120_000);
  origin = baseURL ?? '';
  world = await makeWorld(origin, process.env.DATABASE_URL ?? '');
  before = await snapshot(world.db, world.victim.id);
});
test.afterEach(async () => {
  expect(await snapshot(world.db, world.victim.id)).toEqual(before);
});
test.afterAll(async () => {
  test.setTimeout(120_000);
  await world?.remove();
});

const fill = (path: string, tenant?: string) => fillPath(world, path, tenant);
/** Every field that any form or call takes, with the victim's things in it. */
function fields(): Record<string, string> {
  const { victim, ids, mark } = world;
  const password = 'a long password 1';
  return {
    ...{ vcpus: '1', memoryBytes: '268435456', diskBytes: '2147483648', trafficBytes: '10737418240' },
    ...{
      memoryGib: '1',
      diskGib: '2',
      minDiskGib: '2',
      trafficGib: '10',
      position: '1',
      defaultUser: 'root',
    },
    ...{ priceHour: '1', priceMonth: '1', priceHourMicros: '1', priceMonthMicros: '1', currency: 'EUR' },
    ...{ rateVcpuHour: '1', rateMemoryGibHour: '1', rateDiskGibHour: '1', installationName: 'Taken over' },
    ...{ lightVms: '1', vms: '0', apps: '0', sandboxes: '0', unikernels: '0' },
    ...{ tenant: victim.slug, tenantId: ids.tenant, imageId: ids.image, planId: ids.plan, planIds: ids.plan },
    ...{ planSetId: ids.planSet, userId: ids.user, email: 'thief@example.com', role: 'reader', locale: 'en' },
    ...{ password, repeated: password, current: password, token: 'no-such-invitation', isEnabled: 'false' },
    ...{ name: 'taken-over', slug: 'taken-over', reason: 'because', confirmName: mark, allowsOwnSize: 'on' },
    ...{ maxUploadGib: '1', host: 'registry.example.org', username: 'thief', number: '1', settings: '{}' },
    ...{ access: 'read', lifetime: '30', kind: 'light-vm', publicKey: newPublicKey() },
    ...{ nodeId: ids.node, sizeBytes: '10737418240', keyMode: 'provider', hasUnderstood: 'on' },
    ...{ passphrase: password, newPassphrase: password, vault: 'none', vaultGraceDays: '7' },
    ...{ pid: '2', startedTicks: '1', signal: 'term', service: 'ssh', verb: 'stop', metadata: 'role=web' },
    ...{ path: '/etc/hostname', fileName: 'taken-over', text: '"x"', formerSha256: 'new', isOn: 'true' },
    ...{ from: 'instance', instanceId: ids.instance, remoteAlias: 'tiny/1', recipe: 'debian-12' },
    ...{ reference: 'docker.io/library/nginx:1.27', imageServer: 'https://images.example.com' },
    ...{ stack: 'taken-over', services: '{}', secretVariables: '[]' },
    ...{ isoId: ids.iso, uploadId: ids.upload, purpose: 'kernel', bootsFirst: 'true' },
    ...{ secureBoot: 'true', tpm: 'true', cloudInitDrive: 'false' },
  };
}

test('pages: to a stranger they are not there', async ({ request }) => {
  const cookie = await world.strangerCookie();
  for (const path of listPages()) {
    const answer = await request.get(fill(path), { headers: { cookie }, maxRedirects: 0 });
    if (/^\/(t|admin)(\/|$)/.test(path)) expect.soft(answer.status(), `GET ${path}`).toBe(404);
    expect.soft((await answer.text()).includes(world.mark), `GET ${path} tells of the victim`).toBe(false);
    if (!path.includes('[tenant]') || !path.includes('[id]')) continue;
    const through = await request.get(fill(path, world.stranger.slug), {
      headers: { cookie },
      maxRedirects: 0,
    });
    expect.soft(through.status(), `GET ${path} through the own tenant`).toBe(404);
  }
});

test('pages: a visitor is sent to the sign-in', async ({ playwright }) => {
  const visitor = await playwright.request.newContext({ baseURL: origin });
  for (const path of listPages()) {
    const answer = await visitor.get(fill(path), { maxRedirects: 0 });
    if (/^\/(sign-in|invite)/.test(path)) continue;
    expect.soft([302, 303, 307, 308], `GET ${path}: ${answer.status()}`).toContain(answer.status());
    expect.soft(answer.headers().location, `GET ${path}`).toContain('/sign-in');
  }
  await visitor.dispose();
});

test('handlers: 404 to a stranger, 401 to a visitor, and no method but those of the sources', async ({
  request,
  playwright,
}) => {
  const cookie = await world.strangerCookie();
  const visitor = await playwright.request.newContext({ baseURL: origin });
  for (const handler of listHandlers()) {
    for (const method of methods) {
      const what = `${method} ${handler.path}`;
      if (what in publicHandlers) continue;
      const answers = [what in commonHandlers ? 200 : 404, what in hiddenHandlers ? 404 : 401];
      const [toStranger, toVisitor] = handler.methods.includes(method) ? answers : [405, 405];
      const url = `${fill(handler.path)}?tenant=${world.victim.slug}`;
      const seen = await request.fetch(url, { method, headers: { ...fromElsewhere, cookie } });
      expect.soft(seen.status(), what).toBe(toStranger);
      expect.soft((await seen.text()).includes(world.mark), `${what} tells of the victim`).toBe(false);
      const unsigned = await visitor.fetch(url, { method, headers: fromElsewhere });
      expect.soft(unsigned.status(), `${what} signed out`).toBe(toVisitor);
    }
  }
  await visitor.dispose();
});

test('upgrades: 404 to a stranger, 401 to a visitor, 403 from the page of another site', async () => {
  const [stranger, operator] = [await world.strangerCookie(), await world.operatorCookie()];
  const upgrades = listUpgrades();
  expect(upgrades).toContain('/ws/terminal/{id}');
  for (const path of upgrades) {
    const url = origin + fill(path);
    expect.soft(await askUpgrade(url, { origin, cookie: stranger }), path).toBe(404);
    expect.soft(await askUpgrade(url, { origin, cookie: '' }), `${path} signed out`).toBe(401);
    const elsewhere = { origin: 'https://elsewhere.example', cookie: operator };
    expect.soft(await askUpgrade(url, elsewhere), `${path} from another site`).toBe(403);
    // The instance is a light VM, and has no screen.
    const toWhoMay = path.startsWith('/ws/screen/') ? 404 : 101;
    expect.soft(await askUpgrade(url, { origin, cookie: operator }), `${path} of who may`).toBe(toWhoMay);
  }
});

test('calls: 404 to a stranger, 401 without a token', async ({ playwright }) => {
  const visitor = await playwright.request.newContext({ baseURL: origin });
  const headers = { authorization: `Bearer ${world.strangerToken}` };
  for (const { method, path, hasBody } of listCalls()) {
    const what = `${method} ${path}`;
    const url = `${fill(path)}?tenant=${world.victim.slug}&tenantId=${world.victim.id}`;
    const options = { method, ...(hasBody && { data: body() }) };
    const answer = await visitor.fetch(url, { ...options, headers });
    expect
      .soft([404], `${what}: ${answer.status()} ${(await answer.text()).slice(0, 200)}`)
      .toContain(answer.status());
    expect.soft((await answer.text()).includes(world.mark), `${what} tells of the victim`).toBe(false);
    expect.soft((await visitor.fetch(url, options)).status(), `${what} without a token`).toBe(401);
  }
  await visitor.dispose();
});

test('calls: the idempotency key of the victim is anybody else’s own', async ({ request }) => {
  const headers = { authorization: `Bearer ${world.strangerToken}`, 'idempotency-key': world.mark };
  const answer = await request.post(fill('/api/v1/instances/{id}/stop'), { headers });
  expect(answer.status(), await answer.text()).toBe(404);
});

test('calls: what is one’s own goes into no vault of others', async ({ request }) => {
  const { db, stranger, strangerToken, ids } = world;
  const own = await makeInstance(db, { tenantId: stranger.id, name: 'own', state: 'stopped' });
  const move = (vault: string) =>
    request.post(`/api/v1/instances/${own.id}/move`, {
      headers: { authorization: `Bearer ${strangerToken}` },
      data: { vault },
    });
  expect((await move(ids.vault)).status()).toBe(404);
  // It is the vault that is not there: out of every one is where it is already.
  expect((await move('none')).status()).toBe(409);
  await db.instance.delete({ where: { id: own.id } });
});

/** The fields as a program sends them: numbers as numbers, the quota as an object too. */
function body(): Record<string, unknown> {
  const isNumber = (text: string) => /^\d+$/.test(text);
  const flat = Object.fromEntries(
    Object.entries(fields()).map(([name, value]) => [name, isNumber(value) ? Number(value) : value]),
  );
  return {
    ...flat,
    quota: flat,
    settings: {},
    services: {},
    metadata: {},
    isOn: true,
    isEnabled: false,
    bootsFirst: true,
    ...{ secureBoot: true, tpm: true, cloudInitDrive: false },
  };
}

/** Actions that are called as functions; every other one takes a form. */
function inputOf(name: string, id: string): ActionInput {
  const plain: Record<string, unknown[]> = {
    saveLocale: ['en'],
    searchAdmin: [world.mark],
    searchCommands: [world.victim.slug, world.mark],
    readComposeFile: [world.victim.slug, 'services: {web: {image: nginx}}', [], 'web'],
  };
  const args = plain[name];
  return args ? { args } : { fields: { ...fields(), id, 'ids[]': id } };
}

test('what must not change is told of every table', async () => {
  expect(await forgottenTables(world.db)).toEqual([]);
});

test('the build has every action of the sources', () => {
  const built = listActions().map((action) => action.name);
  expect(listActionExports().filter((name) => !built.includes(name))).toEqual([]);
});

test('actions: a stranger reaches nothing of others', async () => {
  test.setTimeout(300_000);
  for (const action of listActions()) {
    const outcomes: ActionOutcome[] = [];
    for (const id of Object.values(world.ids)) {
      const cookie = await world.strangerCookie();
      outcomes.push(await callAction(origin, action, fill(action.page), inputOf(action.name, id), cookie));
    }
    const told = JSON.stringify([...new Set(outcomes.map((outcome) => JSON.stringify(outcome)))]).slice(
      0,
      400,
    );
    const isReached = outcomes.some(
      (outcome) =>
        (outcome.kind !== 'other' || 'args' in inputOf(action.name, '')) &&
        !(outcome.kind === 'error' && outcome.message === invalidText),
    );
    expect
      .soft(isReached, `${action.name} was not reached: teach fields() what it takes. ${told}`)
      .toBe(true);
    const isClean = outcomes.every((outcome) => !('text' in outcome && outcome.text.includes(world.mark)));
    expect.soft(isClean, `${action.name} told something of the victim: ${told}`).toBe(true);
    const now = await snapshot(world.db, world.victim.id);
    expect.soft(now, `${action.name} changed something of the victim`).toEqual(before);
  }
});

test('actions: a visitor is sent to the sign-in', async () => {
  test.setTimeout(300_000);
  for (const action of listActions()) {
    const outcome = await callAction(
      origin,
      action,
      fill(action.page),
      inputOf(action.name, world.ids.instance),
      '',
    );
    expect.soft(outcome.kind, `${action.name}: ${JSON.stringify(outcome)}`).not.toBe('ok');
    const isForVisitors = action.name === 'signInAction' || action.page.startsWith('/invite');
    // A function that a page calls has no form to leave: it fails, and tells nothing.
    const fails = 'args' in inputOf(action.name, '') && outcome.kind === 'other';
    if (isForVisitors || fails) continue;
    expect
      .soft(outcome, action.name)
      .toMatchObject({ kind: 'redirect', to: expect.stringContaining('/sign-in') });
  }
});
