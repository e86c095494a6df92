import { hostname } from 'node:os';
import { parseArgs } from 'node:util';
import { type Db, openDatabase } from '#server/db.ts';
import { env } from '#server/env.ts';
import { rotateMasterKey } from '#server/key-rotation/rotate-master-key.ts';
import { withRotationLock } from '#server/key-rotation/with-rotation-lock.ts';
import { noCoreDumps } from '#server/no-core-dumps.ts';
import { takeInstallationEnvironment } from './lib/installation-environment.ts';

const usage = `npm run rotate-master-key [-- --json]
A new master key, everything sealed brought under it, the former one gone. The panel may run meanwhile.
`;

const stages = {
  made: 'the new key is there',
  resealed: 'what was sealed is under it; waiting until nobody can still be writing with the former one',
  settled: 'looked through once more',
} as const;

async function main(): Promise<void> {
  const options = {
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  } as const;
  const { values } = parseArgs({ options });
  if (values.help) return void process.stdout.write(usage);
  const dumps = noCoreDumps();
  if (dumps) process.stderr.write(`${dumps}\n`);
  takeInstallationEnvironment();
  const db = openDatabase(env().DATABASE_URL, 4);
  try {
    await refuseOtherMachines(db);
    const { keyId, retired, resealed, unreadable } = await withRotationLock(env().DATABASE_URL, () =>
      rotateMasterKey(db, {
        onStage: (stage) => void process.stderr.write(`${stages[stage]}\n`),
      }),
    );
    if (values.json) process.stdout.write(`${JSON.stringify({ keyId, retired, resealed, unreadable })}\n`);
    else
      process.stdout.write(`key ${keyId} in place of ${retired.join(', ')}, ${resealed} rows sealed anew\n`);
    if (unreadable > 0) process.stderr.write(`${unreadable} rows open with no key, before as after\n`);
  } finally {
    await db.$disconnect();
  }
}

/** Another machine has its own copy of the key file, and would seal with a key that is gone here. */
async function refuseOtherMachines(db: Db): Promise<void> {
  const seenAt = { gt: new Date(Date.now() - 60_000) };
  const others = await db.worker.findMany({ where: { host: { not: hostname() }, seenAt } });
  if (others.length === 0) return;
  const hosts = [...new Set(others.map(({ host }) => host))].join(', ');
  throw new Error(
    `Workers run on ${hosts} too. Stop them, rotate, copy the key file there, start them again.`,
  );
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
