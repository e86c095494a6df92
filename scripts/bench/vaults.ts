import { parseArgs } from 'node:util';
import { benchEnvironment } from './lib/bench-environment.ts';
import { needPackages } from './lib/need-packages.ts';
import { percentile } from './lib/percentile.ts';
import { type BenchRow, benchRow, report } from './lib/report.ts';
import { untilEnded } from './lib/until-ended.ts';
import { imageAlias } from './provision/ground.ts';
import { cipherInUse } from './vaults/cipher-in-use.ts';
import type { Creates } from './vaults/measure-creates.ts';
import type { Disks } from './vaults/measure-disks.ts';

const maxSecondRatio = 1.3;
/** After so long no further round begins: together with the rest it stays below four minutes. */
const createsMs = 70_000;
const disksMs = 60_000;
const lockRounds = 10;

/** What a vault costs: to open and to lock, for the first and the second instance in it, and for their disks. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: '5' },
      'disk-rounds': { type: 'string', default: '5' },
      json: { type: 'boolean', default: false },
    },
  });
  Object.assign(process.env, benchEnvironment());
  await needPackages(['fio']);
  const ended = untilEnded();
  const { openGround } = await import('./vaults/ground.ts');
  const ground = await openGround(imageAlias);
  const measure = async () => {
    const { measureCreates } = await import('./vaults/measure-creates.ts');
    const { measureDisks } = await import('./vaults/measure-disks.ts');
    const { measureLocks } = await import('./vaults/measure-locks.ts');
    const { creates, kept } = await measureCreates(ground, {
      ...{ rounds: Number(values.rounds), budgetMs: createsMs },
    });
    const disks = await measureDisks(ground, kept, {
      ...{ rounds: Number(values['disk-rounds']), budgetMs: disksMs },
    });
    const { open, lock } = await measureLocks(ground, kept, lockRounds);
    return [...lockRows(open, lock), ...createRows(creates), ...diskRows(disks)];
  };
  try {
    report('vaults', await Promise.race([measure(), ended]));
    console.error(`AES of this kernel: ${await cipherInUse()}`);
  } finally {
    await ground.close();
  }
}

const median = (values: readonly number[]) => percentile(values, 0.5);

function lockRows(open: readonly number[], lock: readonly number[]): BenchRow[] {
  return [
    benchRow({ name: 'open', unit: 'ms', value: median(open) }),
    benchRow({ name: 'lock', unit: 'ms', value: median(lock) }),
  ];
}

function createRows({ plain, first, vault, second }: Creates): BenchRow[] {
  const reference = median(plain);
  return [
    benchRow({ name: 'create.first', unit: 'ms', value: median(first), reference }),
    benchRow({ name: 'create.first.part.vault', unit: 'ms', value: median(vault) }),
    benchRow({
      ...{ name: 'create.second', unit: 'ms', value: median(second), reference },
      limit: maxSecondRatio,
    }),
  ];
}

function diskRows(disks: Disks): BenchRow[] {
  return (['read.seq', 'write.seq', 'read.rand', 'write.rand'] as const).map((name) => {
    const { inside, plain } = disks[name];
    const unit = name.endsWith('seq') ? 'MiB/s' : '1/s';
    return benchRow({ name, unit, value: median(inside), reference: median(plain) });
  });
}

await main();
process.exit();
