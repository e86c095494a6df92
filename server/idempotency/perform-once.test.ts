import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Actor } from '#server/auth/actor.ts';
import type { Ctx } from '#server/context.ts';
import { makeTenant } from '#server/testing/make-tenant.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { refusalOf } from '#server/testing/refusal-of.ts';
import { claimSeconds, keptSeconds } from './claim.ts';
import { performOnce } from './perform-once.ts';
import type { Outcome } from './settle-key.ts';
import { sweepKeys } from './sweep-keys.loop.ts';

type Token = Extract<Actor, { kind: 'token' }>;

let opened: TestCtx;
let ctx: Ctx & { actor: Token };
let key: string;
const request = ['POST', '/api/v1/plans', '{"slug":"small"}'];

beforeAll(async () => {
  opened = await openTestCtx();
});
afterAll(() => opened?.close());
beforeEach(() => {
  ctx = { ...opened.ctx, actor: token() };
  key = randomUUID();
});

function token(over: Partial<Token> = {}): Token {
  const ids = { tokenId: randomUUID(), userId: randomUUID(), tokenName: 'billing' };
  return { kind: 'token', ...ids, access: 'write', isOperator: true, memberships: [], ...over };
}
function later(seconds: number): typeof ctx {
  return { ...ctx, now: () => new Date(Date.now() + seconds * 1000) };
}
/** Work that leaves a row behind each time it is done. */
function work(slug: string, outcome: Partial<Outcome> = {}) {
  return vi.fn(async ({ db }: Ctx): Promise<Outcome> => {
    await db.$transaction((tx) => tx.plan.create({ data: plan(`${slug}-${randomUUID()}`) }));
    return { status: 201, body: '{"rootPassword":"harbour-7"}', isPassing: false, ...outcome };
  });
}
function plan(slug: string) {
  const amounts = { vcpus: 1, memoryBytes: 1, diskBytes: 1, trafficBytes: 1 };
  return { slug, name: slug, ...amounts, priceHourMicros: 0, priceMonthMicros: 0 };
}
const made = (slug: string) => opened.ctx.db.plan.count({ where: { slug: { startsWith: `${slug}-` } } });
const row = () => opened.ctx.db.idempotencyKey.findFirst({ where: { key } });

test('what a call has made up is the same in its next try, and another a day later', async () => {
  const seen: (string | undefined)[] = [];
  const perform = async ({ draft }: Ctx): Promise<Outcome> => {
    seen.push(await draft?.(randomUUID));
    if (seen.length === 1) throw new Error('the process is killed here');
    return { status: 201, body: '{}', isPassing: false };
  };
  await expect(performOnce(ctx, { key, request }, perform)).rejects.toThrow('killed');
  expect(Buffer.from((await row())?.draft ?? []).toString()).not.toContain(seen[0]);
  await performOnce(later(claimSeconds + 5), { key, request }, perform);
  await performOnce(later(keptSeconds + 60 + claimSeconds), { key, request }, perform);
  expect(seen[0]).toBeDefined();
  expect(seen[1]).toBe(seen[0]);
  expect(seen[2]).not.toBe(seen[0]);
});

describe('the same call again', () => {
  test('gets the same answer, and nothing is done', async () => {
    const perform = work('same');
    const first = await performOnce(ctx, { key, request }, perform);
    const again = await performOnce(later(keptSeconds - 60), { key, request }, perform);
    expect(first).toMatchObject({ status: 201, isReplayed: false });
    expect(again).toEqual({ ...first, isReplayed: true });
    expect(perform).toHaveBeenCalledTimes(1);
    expect(await made('same')).toBe(1);
  });

  test('is a new call after a day', async () => {
    const perform = work('day');
    await performOnce(ctx, { key, request }, perform);
    const next = await performOnce(later(keptSeconds + 60), { key, request }, perform);
    expect(next.isReplayed).toBe(false);
    expect(await made('day')).toBe(2);
  });

  test('gets a refusal again that will stay one', async () => {
    const refusal = { status: 409, body: '{"error":{"code":"quota-exceeded"}}', isPassing: false };
    const perform = vi.fn(async () => refusal);
    await performOnce(ctx, { key, request }, perform);
    expect(await performOnce(ctx, { key, request }, perform)).toEqual({ ...refusal, isReplayed: true });
    expect(perform).toHaveBeenCalledTimes(1);
  });

  test('is made again after a refusal that may pass and changed nothing', async () => {
    const busy = async () => ({ status: 409, body: '{"error":{"code":"busy"}}', isPassing: true });
    await performOnce(ctx, { key, request }, busy);
    expect(await row()).toBeNull();
    expect(await performOnce(ctx, { key, request }, work('passing'))).toMatchObject({ status: 201 });
  });

  test('is not made again after a passing refusal that changed something', async () => {
    const late = work('late', { status: 503, body: '{"error":{"code":"unavailable"}}', isPassing: true });
    await performOnce(ctx, { key, request }, late);
    expect(await performOnce(ctx, { key, request }, late)).toMatchObject({ status: 503, isReplayed: true });
    expect(await made('late')).toBe(1);
  });

  test('while the first is under way is refused for the moment', async () => {
    const outcome = await performOnce(ctx, { key, request }, async (within) => {
      const second = performOnce(ctx, { key, request }, work('twice'));
      expect(await refusalOf(second)).toMatchObject({ code: 'busy', reason: 'idempotency-in-progress' });
      return work('twice')(within);
    });
    expect(outcome.status).toBe(201);
    expect(await made('twice')).toBe(1);
  });
});

describe('another call with the same key', () => {
  test.each([
    ['body', ['POST', '/api/v1/plans', '{"slug":"large"}']],
    ['path', ['POST', '/api/v1/tenants', '{"slug":"small"}']],
    ['method', ['PUT', '/api/v1/plans', '{"slug":"small"}']],
  ])('is refused: another %s', async (_what, other) => {
    await performOnce(ctx, { key, request }, work('other'));
    const second = performOnce(ctx, { key, request: other }, work('other'));
    expect(await refusalOf(second)).toMatchObject({ code: 'conflict', reason: 'idempotency-key-reused' });
  });

  test('is its own of another person, and of the same person in another tenant', async () => {
    const [one, two] = [await makeTenant(ctx.db), await makeTenant(ctx.db)];
    const member = (tenant: typeof one) => [
      { tenantId: tenant.id, slug: tenant.slug, name: tenant.name, role: 'owner' as const },
    ];
    const { userId } = ctx.actor;
    const actors = [
      token(),
      token({ userId, isOperator: false, memberships: member(one) }),
      token({ userId, isOperator: false, memberships: member(two) }),
    ];
    await performOnce(ctx, { key, request }, work('whose'));
    for (const actor of actors) {
      const own = await performOnce({ ...ctx, actor }, { key, request }, work('whose'));
      expect(own.isReplayed).toBe(false);
    }
    const renewed = { ...ctx, actor: { ...ctx.actor, tokenId: randomUUID() } };
    expect((await performOnce(renewed, { key, request }, work('whose'))).isReplayed).toBe(true);
  });
});

describe('a process that dies', () => {
  /** Runs as far as `until` and never comes back, as if it had been killed there. */
  async function die(until: 'claimed' | 'committed') {
    await new Promise<void>((reached) => {
      const never = new Promise<never>(() => {});
      void performOnce(ctx, { key, request }, async (within) => {
        if (until === 'committed') await work('dead')(within);
        reached();
        return never;
      });
    });
  }

  test('before its work was committed blocks the key for 20 s, and the work is done once', async () => {
    await die('claimed');
    const early = performOnce(later(claimSeconds - 5), { key, request }, work('died-early'));
    expect(await refusalOf(early)).toMatchObject({ reason: 'idempotency-in-progress' });
    const perform = work('died-early');
    const taken = await performOnce(later(claimSeconds + 5), { key, request }, perform);
    expect(taken).toMatchObject({ status: 201, isReplayed: false });
    expect(await made('died-early')).toBe(1);
  });

  test('after its work was committed: it is never done again, and the caller is told', async () => {
    await die('committed');
    const again = performOnce(later(claimSeconds + 5), { key, request }, work('dead'));
    expect(await refusalOf(again)).toMatchObject({
      ...{ code: 'conflict', reason: 'idempotency-answer-lost' },
      params: { requestId: ctx.requestId },
    });
    expect(await made('dead')).toBe(1);
  });

  test('and was only slow can commit nothing once its key was taken over', async () => {
    const slow = performOnce(ctx, { key, request }, async (within) => {
      await performOnce(later(claimSeconds + 5), { key, request }, work('slow'));
      return work('slow')(within);
    });
    expect(await refusalOf(slow)).toMatchObject({ reason: 'idempotency-in-progress' });
    expect(await made('slow')).toBe(1);
  });
});

test('what is kept is sealed, and the request is not to be guessed from it', async () => {
  await performOnce(ctx, { key, request }, work('sealed'));
  const kept = await row();
  expect(kept?.status).toBe(201);
  expect(Buffer.from(kept?.answer ?? []).toString('latin1')).not.toContain('harbour');
  expect(kept?.requestHash).not.toContain('small');
});

test('the sweep forgets what is older than a day and nothing else', async () => {
  await performOnce(later(-keptSeconds - 60), { key: `${key}-old`, request }, work('swept'));
  await performOnce(ctx, { key, request }, work('swept'));
  expect(await sweepKeys(ctx.db, new Date())).toBe(1);
  expect(await row()).not.toBeNull();
});
