// `npm run upgrade`: a running panel takes the version of this folder. Everything slow happens while it serves.
import { parseArgs } from 'node:util';
import { findLock } from './lib/backup/backup-key.mjs';
import { takeBackup } from './lib/backup/take-backup.mjs';
import { main } from './lib/main.mjs';
import { run } from './lib/run.mjs';
import { StepError } from './lib/step-error.mjs';
import { drain } from './lib/upgrade/drain.mjs';
import { findFormer, forgetFormer, startAgain, unitFolder } from './lib/upgrade/find-former.mjs';
import { pendingMigrations } from './lib/upgrade/pending-migrations.mjs';
import { rehearse } from './lib/upgrade/rehearse.mjs';
import { makeNewVersion, removeStage, takeStage } from './lib/upgrade/stage.mjs';
import { migrate } from './steps/migrate.mjs';
import { nodeVersion } from './steps/node-version.mjs';
import { postgres } from './steps/postgres.mjs';

const { values: options } = parseArgs({
  options: {
    'without-backup': { type: 'boolean', default: false },
    'no-start': { type: 'boolean', default: false },
  },
});

const former = {
  name: 'running panel',
  async run(ctx) {
    ctx.former = findFormer(ctx);
    if (!ctx.former) return `no panel runs in ${ctx.home}: this is as npm start`;
    const { pid, version, root, unit, isRunning } = ctx.former;
    const folder = unit && (await unitFolder(unit));
    if (unit && folder !== ctx.root) throw otherFolder(unit, folder, ctx.root);
    return `${isRunning ? `running: process ${pid}` : 'stopped by an earlier run'}, ${version} in ${root}`;
  },
};

const newVersion = {
  name: 'new version',
  async run(ctx) {
    ctx.newRoot = await makeNewVersion(ctx, ctx.former);
    ctx.pending = await pendingMigrations(ctx.databaseUrl, ctx.newRoot);
    return `packages and pages are there; ${ctx.pending.length} migrations to run`;
  },
};

const rehearsal = {
  name: 'rehearsal',
  async run(ctx) {
    if (!ctx.pending.length) return 'nothing to rehearse';
    if (!options['without-backup']) ctx.lock = await findLock(ctx.env);
    return rehearse(ctx, { root: ctx.newRoot, formerRoot: ctx.former?.root });
  },
};

const drained = {
  name: 'drain',
  async run(ctx) {
    if (!ctx.former?.isRunning) return 'nothing to drain';
    await drain(ctx.home, ctx.former);
    // A unit that had started the embedded database has taken it along.
    await postgres.run(ctx);
    return 'the former panel has ended; its unfinished jobs wait';
  },
};

const backup = {
  name: 'backup',
  async run(ctx) {
    if (!ctx.lock) return 'no backup taken';
    return `backup: ${(await orStartAgain(ctx, () => takeBackup(ctx, { lock: ctx.lock }))).file}`;
  },
};

const migrations = {
  name: 'migrations',
  run: (ctx) => orStartAgain(ctx, () => migrate.run({ ...ctx, root: ctx.newRoot })),
};

const switched = {
  name: 'switch',
  run(ctx) {
    if (ctx.newRoot !== ctx.root) takeStage(ctx.root);
    return `the new version is in ${ctx.root}`;
  },
};

const ctx = await main([nodeVersion, former, newVersion, rehearsal, drained, backup, migrations, switched], {
  again: 'npm run upgrade',
});
if (options['no-start']) console.log('\nThe panel is stopped. Start it: npm start');
else if (ctx.former?.unit) {
  await run('systemctl', ['start', ctx.former.unit]);
  console.log(`\n${ctx.former.unit} is started; see it come up: journalctl -fu ${ctx.former.unit}`);
} else await import('./start.mjs');
forgetFormer(ctx.home);
removeStage(ctx.root);

/** Migrations run in a transaction each: after one that failed the former version works as before. */
async function orStartAgain(ctx, work) {
  try {
    return await work();
  } catch (cause) {
    if (!ctx.former) throw cause;
    throw new StepError(
      `${cause.message}. The database is as it was before this`,
      `mend it and run this again, or start the former version: ${startAgain(ctx.former, ctx.root)}`,
      { cause },
    );
  }
}

function otherFolder(unit, folder, root) {
  return new StepError(
    `${unit} runs ${folder}, this is ${root}`,
    `let it run this folder (systemctl edit ${unit}: WorkingDirectory=${root}; systemctl daemon-reload), then run this again. The running panel is not touched by that`,
  );
}
