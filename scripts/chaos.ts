import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { startEngine } from './chaos/engine.ts';
import { killAtRandom } from './chaos/kill-at-random.ts';
import { makeLoad } from './chaos/load.ts';
import { type ChaosOptions, readOptions } from './chaos/options.ts';
import { startPanel } from './chaos/panel.ts';
import { startPostgres } from './chaos/postgres.ts';
import { seededRandom } from './chaos/random.ts';
import { makeTenants } from './chaos/tenants.ts';
import { until } from './chaos/until.ts';
import { verify } from './chaos/verify.ts';

const clients = 6;
const tenantCount = 3;
const settleSeconds = 600;

/**
 * A load of changes while the web process, the worker, PostgreSQL and Incus (all of its own) are killed at random.
 * In the end, with everything up again, nothing may be lost, doubled or left over.
 */
async function main(): Promise<void> {
  const options = readOptions();
  const began = performance.now();
  const say = (text: string) => {
    if (!options.isJson)
      console.log(`${((performance.now() - began) / 1000).toFixed(1).padStart(7)} s  ${text}`);
  };
  // Every account may enter it: PostgreSQL has one of its own.
  const home = mkdtempSync('/var/tmp/berth-chaos-');
  chmodSync(home, 0o755);
  const undo: (() => Promise<void>)[] = [async () => rmSync(home, { recursive: true, force: true })];
  try {
    await run(options, home, undo, say);
  } finally {
    if (options.keeps) say(`left in ${home}`);
    else
      for (const step of undo.reverse()) await step().catch((error: unknown) => console.error(String(error)));
  }
}

async function run(
  { seconds, seed, maxRequests, isJson }: ChaosOptions,
  home: string,
  undo: (() => Promise<void>)[],
  say: (text: string) => void,
): Promise<void> {
  say(`seed ${seed}, ${seconds} s, at most ${maxRequests} requests`);
  const postgres = await startPostgres(home);
  undo.push(async () => void (await postgres.stop()));
  const engine = await startEngine(home);
  undo.push(() => engine.remove());
  const panel = await startPanel(home, postgres, engine);
  undo.push(async () => {
    await Promise.all([panel.web.stop(), panel.worker.stop()]);
    await panel.db.$disconnect();
  });
  const ground = await makeTenants(panel.db, tenantCount);
  say('everything is up');

  const stop = new AbortController();
  const { signal } = stop;
  const victims = [panel.web, panel.worker, postgres.victim, engine.victim];
  const killing = killAtRandom({ victims, random: seededRandom(seed), signal, say });
  const loading = makeLoad({ ground, seed, clients, maxRequests, signal });
  await Promise.race([delay(seconds * 1000), loading, killing]);
  stop.abort();
  const [kills, entries] = await Promise.all([killing, loading]);
  say('no more kills; waiting for what is under way');
  const live = { state: { in: ['queued', 'running', 'undoing'] } };
  await until('the jobs', async () => (await panel.db.job.count({ where: live })) === 0, settleSeconds);
  // The loops look at everything once a minute.
  await delay(65_000);
  const verdict = await verify({ db: panel.db, engine, ground, entries });
  report({
    seed,
    seconds,
    entries: entries.length,
    refused: entries.filter((entry) => entry.refused).length,
    kills,
    verdict,
    isJson,
  });
}

type Report = {
  seed: number;
  seconds: number;
  entries: number;
  refused: number;
  kills: Record<string, number>;
  verdict: Awaited<ReturnType<typeof verify>>;
  isJson: boolean;
};

function report({ seed, seconds, entries, refused, kills, verdict, isJson }: Report): void {
  const { lost, doubled, leaked, stuck, done, failed } = verdict;
  const counts = {
    ...{
      requests: entries,
      done,
      refused,
      lost: lost.length,
      doubled: doubled.length,
      leaked: leaked.length,
    },
    ...{ stuck: stuck.length, kills, failed, seed, seconds },
  };
  for (const [what, list] of Object.entries({ lost, doubled, leaked, stuck })) {
    for (const line of list) console.error(`${what}: ${line}`);
  }
  if (isJson) console.log(JSON.stringify(counts));
  else console.table({ ...counts, kills: JSON.stringify(kills) });
  process.exitCode = lost.length + doubled.length + leaked.length + stuck.length === 0 ? 0 : 1;
}

await main();
process.exit();
