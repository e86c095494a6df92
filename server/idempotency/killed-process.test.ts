import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Ctx } from '#server/context.ts';
import type { Asked, Moment } from '#server/testing/claim-and-hang.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { refusalOf } from '#server/testing/refusal-of.ts';
import { claimSeconds } from './claim.ts';
import { performOnce } from './perform-once.ts';

// A process of its own takes its time to begin on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const program = join(import.meta.dirname, '../testing/claim-and-hang.ts');
let opened: TestCtx;

beforeAll(async () => {
  opened = await openTestCtx();
});
afterAll(() => opened?.close());

function ask(): Asked {
  const ids = { tokenId: randomUUID(), userId: randomUUID(), tokenName: 'billing' };
  const actor = { kind: 'token', ...ids, access: 'write', isOperator: true, memberships: [] } as const;
  return {
    actor,
    key: randomUUID(),
    request: ['POST', '/api/v1/tenants', '{}'],
    email: `${randomUUID()}@example.com`,
  };
}

async function killAt(moment: Moment, asked: Asked): Promise<void> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', program, opened.url, JSON.stringify(asked), moment],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const ended = once(child, 'exit');
  const [text] = (await Promise.race([once(child.stdout, 'data'), ended])) as [unknown];
  expect(String(text)).toBe('reached\n');
  child.kill('SIGKILL');
  await ended;
}

/** The caller's second try, after the dead process's claim has run out. */
function tryAgain({ actor, key, request, email }: Asked) {
  const now = () => new Date(Date.now() + (claimSeconds + 5) * 1000);
  return performOnce({ ...opened.ctx, actor, now }, { key, request }, async ({ db }: Ctx) => {
    await db.$transaction((tx) => tx.user.create({ data: { email, name: email } }));
    return { status: 201, body: '{}', isPassing: false };
  });
}
const made = ({ email }: Asked) => opened.ctx.db.user.count({ where: { email } });

test.each(['claimed', 'writing'] as const)(
  'killed when %s: nothing is done, and the next does it',
  async (moment) => {
    const asked = ask();
    await killAt(moment, asked);
    expect(await made(asked)).toBe(0);
    expect(await tryAgain(asked)).toMatchObject({ status: 201, isReplayed: false });
    expect(await made(asked)).toBe(1);
  },
);

test('killed when committed: it is done, and not done again', async () => {
  const asked = ask();
  await killAt('committed', asked);
  expect(await made(asked)).toBe(1);
  expect(await refusalOf(tryAgain(asked))).toMatchObject({ reason: 'idempotency-answer-lost' });
  expect(await made(asked)).toBe(1);
});
