import { parseArgs } from 'node:util';
import { benchEnvironment } from './lib/bench-environment.ts';
import { percentile } from './lib/percentile.ts';
import { benchRow, report } from './lib/report.ts';

/** Our own part of a job's time, how fast jobs are claimed, and whether ten thousand ended ones slow a new one. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { rounds: { type: 'string', default: '60' }, json: { type: 'boolean', default: false } },
  });
  const rounds = Number(values.rounds);
  Object.assign(process.env, benchEnvironment());
  const { openGround } = await import('./jobs/ground.ts');
  const { measureOverheads } = await import('./jobs/measure-overheads.ts');
  const { addEndedJobs } = await import('./jobs/add-ended-jobs.ts');
  const { measureClaims } = await import('./jobs/measure-claims.ts');
  const ground = await openGround();
  try {
    // A panel runs for weeks: what the first jobs of a process cost more is not what is asked.
    await measureOverheads(ground, 30);
    const before = await measureOverheads(ground, rounds);
    await addEndedJobs(ground.ctx.db, ground.tenant.id, 10_000);
    const after = await measureOverheads(ground, rounds);
    const claims = await measureClaims(ground.ctx.db, ground.tenant.id, 2000);
    report('jobs', [
      benchRow({ name: 'overhead.p50', unit: 'ms', value: percentile(before, 0.5), limit: 25 }),
      benchRow({ name: 'overhead.p95', unit: 'ms', value: percentile(before, 0.95), limit: 80 }),
      benchRow({
        ...{ name: 'overhead.after10k.p50', unit: 'ms', value: percentile(after, 0.5) },
        ...{ reference: percentile(before, 0.5), limit: 1.25 },
      }),
      benchRow({ name: 'claims', unit: '1/s', value: claims.claims, reference: claims.updates }),
    ]);
  } finally {
    await ground.close();
  }
}

await main();
process.exit();
