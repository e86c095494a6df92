// `npm run backup`: the panel's database, keys and configuration in one locked file. The panel may run meanwhile.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { findLock } from './lib/backup/backup-key.mjs';
import { newKey } from './lib/backup/cipher.mjs';
import { refuseHalfRestored } from './lib/backup/restore-place.mjs';
import { takeBackup } from './lib/backup/take-backup.mjs';
import { main } from './lib/main.mjs';
import { takeOverSettings } from './lib/panel-settings.mjs';
import { StepError } from './lib/step-error.mjs';
import { installed } from './steps/installed.mjs';
import { nodeVersion } from './steps/node-version.mjs';
import { postgres } from './steps/postgres.mjs';

const again = 'npm run backup';
const { values } = parseArgs({
  options: { to: { type: 'string' }, 'new-key': { type: 'string' } },
});

if (values['new-key']) await main([nodeVersion, installed, makeKey(values['new-key'])], { again });
else {
  const lock = {
    name: 'key',
    async run(ctx) {
      ctx.lock = await findLock(ctx.env);
      return ctx.lock.recipients ? `for ${ctx.lock.recipients.join(', ')}` : 'with a passphrase';
    },
  };
  const backup = {
    name: 'backup',
    async run(ctx) {
      const { file, bytes } = await takeBackup(ctx, { to: values.to, lock: ctx.lock });
      return `${file}  ${(bytes / 1024 ** 2).toFixed(1)} MiB`;
    },
  };
  await main([nodeVersion, installed, somewhere(), lock, postgres, backup], { again });
}

/** Otherwise an empty database would be made, and backed up. */
function somewhere() {
  return {
    name: 'panel',
    run(ctx) {
      const { env, config, home } = ctx;
      refuseHalfRestored(home);
      if (takeOverSettings(ctx)) return `panel that runs in ${home}`;
      if (env.DATABASE_URL || config.databaseUrl) return `panel in ${home}`;
      throw new StepError(
        `there is no panel in ${home}`,
        'set BERTH_HOME and DATABASE_URL as the panel has them',
      );
    },
  };
}

function makeKey(file) {
  return {
    name: 'key',
    async run() {
      const { recipient, text } = await newKey();
      try {
        writeFileSync(file, text, { mode: 0o600, flag: 'wx' });
      } catch (cause) {
        throw new StepError(`cannot write ${file} (${cause.code})`, 'choose a file that is not there yet', {
          cause,
        });
      }
      return `${file} opens backups: keep it elsewhere.\n  BERTH_BACKUP_RECIPIENT=${recipient}`;
    },
  };
}
