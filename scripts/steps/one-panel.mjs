import { readFileSync } from 'node:fs';
import path from 'node:path';
import { refuseHalfRestored } from '../lib/backup/restore-place.mjs';
import { releaseLock, takeLock } from '../lib/panel-lock.mjs';
import { run } from '../lib/run.mjs';
import { StepError } from '../lib/step-error.mjs';

/** One panel in a home at a time: the second one ends here, before anything is changed. */
export const onePanel = {
  name: 'home',
  async run({ home, root, env }) {
    refuseHalfRestored(home);
    const url = env.BERTH_URL || `http://localhost:${env.PORT || 3000}`;
    const other = takeLock(home, { root, url, version: await versionOf(root) });
    if (other) throw alreadyRuns(home, other);
    process.on('exit', () => releaseLock(home));
    return `home ${home}`;
  },
};

function alreadyRuns(home, { pid, url }) {
  return new StepError(
    `Berth runs in ${home} already: process ${pid}, ${url}`,
    `stop it (kill ${pid}), or bring it to this version: npm run upgrade. A second panel needs its own BERTH_HOME, DATABASE_URL and PORT`,
  );
}

/** The commit where there is one: it names what to go back to. */
async function versionOf(root) {
  try {
    const { stdout } = await run('git', ['-C', root, 'rev-parse', '--short=12', 'HEAD']);
    return stdout.trim();
  } catch {
    return JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).version;
  }
}
