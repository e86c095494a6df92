// `npm run restore -- FILE`: makes an empty place the panel of a backup, or with --check only reads the backup.
import { parseArgs } from 'node:util';
import { findKey } from './lib/backup/backup-key.mjs';
import { checkBackup } from './lib/backup/check-backup.mjs';
import { readEngine } from './lib/backup/read-engine.mjs';
import { restorePanel } from './lib/backup/restore-panel.mjs';
import { main } from './lib/main.mjs';
import { StepError } from './lib/step-error.mjs';
import { installed } from './steps/installed.mjs';
import { nodeVersion } from './steps/node-version.mjs';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    replace: { type: 'boolean', default: false },
    'other-engine': { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
  },
});
const [file] = positionals;

const check = {
  name: 'backup',
  async run(ctx) {
    if (!file) throw new StepError('no backup was named', 'npm run restore -- FILE');
    ctx.key = await findKey(ctx.env);
    ctx.backup = await checkBackup(file, ctx.key, ctx.root);
    const { manifest, rows } = ctx.backup;
    return `backup of ${manifest.takenAt}, Berth ${manifest.version}: ${rows} rows, whole`;
  },
};

const sameEngine = {
  name: 'engine',
  async run(ctx) {
    const then = ctx.backup.manifest.engine;
    const now = await readEngine(ctx);
    if (!then || !now) return `engine not compared: ${now ? 'the backup names none' : 'none answers here'}`;
    if (then.fingerprint === now.fingerprint) return `the same engine: ${now.name}`;
    if (options['other-engine']) return `another engine: ${now.name} instead of ${then.name}`;
    throw new StepError(
      `this is another engine (${now.name}) than that of the backup (${then.name}): every instance would be lost`,
      'set BERTH_INCUS_URL to the former one; or, if that is what you want: --other-engine',
    );
  },
};

const restore = {
  name: 'restore',
  async run(ctx) {
    ctx.restored = await restorePanel(ctx, {
      file,
      key: ctx.key,
      backup: ctx.backup,
      replace: options.replace,
    });
    return `restored into ${ctx.home}`;
  },
};

const checks = [nodeVersion, installed, check];
const ctx = await main(options.check ? checks : [...checks, sameEngine, restore], {
  again: 'npm run restore -- FILE',
});
if (ctx.restored) tell(ctx.restored);

function tell({ jobs, tenants, sessions, tokens, aside }) {
  console.log(`
  ${jobs} jobs that were under way have ended as failed, ${tenants} tenants with them; ${sessions} sessions have ended.
  ${tokens} API tokens and the passwords are as they were then: revoke again what was revoked since.
  ${aside.map((place) => `The former is kept aside: ${place}\n  `).join('')}Next: npm start. It compares everything with the engine; then look at Findings (docs/operating/backup.md).`);
}
