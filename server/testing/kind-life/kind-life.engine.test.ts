import { afterAll, beforeAll, describe, test } from 'vitest';
import { instanceKinds } from '#server/instances/kinds/schema.ts';
import { type Life, openLife, whyNotHere } from './life.ts';
import { type LifeOutcome, lifeReport } from './life-report.ts';
import { lifeSteps } from './life-steps.ts';
import { readLifeWish } from './read-life-wish.ts';

/** One kind, as `npm run test:engine` asks for it; by itself the kinds that need nothing but the engine. */
const wishes = readLifeWish(process.env) ?? [{ kind: 'light-vm' as const }, { kind: 'vm' as const }];

describe.each(wishes.map((wish) => [wish.kind, wish] as const))('the life of %s', (kind, wish) => {
  let life: Life;
  let why: string | undefined;
  const outcomes: LifeOutcome[] = [];

  beforeAll(async () => {
    if (!instanceKinds.includes(kind)) throw new Error(`there is no kind ${kind}`);
    life = await openLife(wish);
    why = await whyNotHere(life);
  });
  afterAll(async () => {
    const engine = life?.ctx.engine.url;
    await life?.close();
    process.stdout.write(`\n${lifeReport(kind, engine, outcomes)}\n`);
  });

  for (const { name, play } of lifeSteps) {
    test(name, { timeout: 600_000 }, async (context) => {
      const skip = (detail: string) => {
        outcomes.push({ step: name, outcome: 'skipped', seconds: 0, detail });
        context.skip(detail);
      };
      if (why) return skip(why);
      if (outcomes.some(({ step, outcome }) => step === 'create' && outcome === 'failed')) {
        return skip('there is none: creating it failed');
      }
      const startedAt = performance.now();
      const seconds = () => (performance.now() - startedAt) / 1000;
      try {
        const reason = await play(life);
        if (reason) return skip(reason);
        outcomes.push({ step: name, outcome: 'passed', seconds: seconds() });
      } catch (error) {
        // A skip is thrown as well, and is written down already.
        if (outcomes.at(-1)?.step !== name) {
          const detail = error instanceof Error ? error.message : String(error);
          outcomes.push({ step: name, outcome: 'failed', seconds: seconds(), detail });
        }
        throw error;
      }
    });
  }
});
