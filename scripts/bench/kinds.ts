import { parseArgs } from 'node:util';
import { saveSpeeds } from '#server/comparison/save-speeds.ts';
import { openDatabase } from '#server/db.ts';
import { registryPackages } from '../lib/install-idle.mjs';
import { benchEnvironment } from './lib/bench-environment.ts';
import { needPackages } from './lib/need-packages.ts';
import { type BenchRow, machineName, report } from './lib/report.ts';
import { untilEnded } from './lib/until-ended.ts';

const packages = ['apache2-utils', 'binutils', 'iproute2', 'util-linux', ...registryPackages];
/** After so long no further round begins: with the rest it stays below six minutes. */
const budgetMs = 120_000;
/** Of requests and of system calls. */
const loadRounds = 3;

/** What each kind costs: to the first answer of one tiny web server, at idle, for each request and each system call. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: '5' },
      image: { type: 'string', default: 'debian/12' },
      'vm-image': { type: 'string', default: 'debian/12/vm' },
      json: { type: 'boolean', default: false },
    },
  });
  Object.assign(process.env, benchEnvironment());
  const installation = String(process.env.DATABASE_URL);
  const ended = untilEnded();
  await needPackages(packages);
  const { openGround } = await import('./kinds/ground.ts');
  const { measureKinds } = await import('./kinds/measure-kinds.ts');
  const ground = await openGround();
  const aliases = { 'light-vm': values.image, vm: values['vm-image'] };
  const wish = { aliases, rounds: Number(values.rounds), budgetMs, loadRounds };
  try {
    const { rows, notes } = await Promise.race([measureKinds(ground, wish), ended]);
    report('kinds', rows);
    await keepSpeeds(installation, rows);
    for (const note of notes) console.error(note);
  } finally {
    await ground.close();
  }
}

/** What customers compare kinds by: of the installation, whose own database it is, not the benchmark's. */
async function keepSpeeds(url: string, rows: BenchRow[]): Promise<void> {
  const db = openDatabase(url, 1);
  try {
    await saveSpeeds(db, { rows, machine: machineName(), at: new Date() });
    console.error('kept for the comparison of kinds');
  } catch (error) {
    console.error(`not kept for the comparison: ${error instanceof Error ? error.message : error}`);
  } finally {
    await db.$disconnect();
  }
}

await main();
process.exit();
