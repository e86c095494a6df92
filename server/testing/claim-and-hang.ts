import type { Actor } from '#server/auth/actor.ts';
import { openDatabase } from '#server/db.ts';
import { performOnce } from '#server/idempotency/perform-once.ts';
import { connectEngine } from '#server/incus/connect-engine.ts';
import { createLogger } from '#server/log.ts';

/** A process of its own that gets so far with a call and then waits to be killed. Arguments: url, asked, moment. */
export type Moment = 'claimed' | 'writing' | 'committed';
export type Asked = {
  actor: Extract<Actor, { kind: 'token' }>;
  key: string;
  request: string[];
  email: string;
};

const [url = '', asked = '', until = ''] = process.argv.slice(2);
const { actor, key, request, email } = JSON.parse(asked) as Asked;
const db = openDatabase(url, 2);
const engine = connectEngine({ url: 'unix:///var/lib/incus/unix.socket' });
const log = createLogger('silent');
// Something has to keep a process that only waits from ending by itself.
setInterval(() => {}, 1000);

function reach(moment: Moment): Promise<void> | undefined {
  if (moment !== until) return undefined;
  process.stdout.write('reached\n');
  return new Promise<never>(() => {});
}

await performOnce(
  { actor, db, engine, log, now: () => new Date(), requestId: 'killed' },
  { key, request },
  async (ctx) => {
    await reach('claimed');
    await ctx.db.$transaction(async (tx) => {
      await tx.user.create({ data: { email, name: email } });
      await reach('writing');
    });
    await reach('committed');
    return { status: 201, body: '{}', isPassing: false };
  },
);
