import { existsSync } from 'node:fs';
import path from 'node:path';
import { filesHash } from '../lib/files-hash.mjs';
import { run } from '../lib/run.mjs';
import { isStamped, unlessStamped } from '../lib/stamp.mjs';
import { StepError } from '../lib/step-error.mjs';
import { stampPrismaClient } from './prisma-client.mjs';

/** `npm ci`, when the lock file is another one than last time. */
export const npmInstall = {
  name: 'npm ci',
  async run(ctx) {
    const isNew = await unlessStamped(stampFile(ctx), lockHash(ctx), () => install(ctx));
    return isNew ? 'npm ci' : 'node_modules up to date';
  },
};

/** Whether the packages are those of the lock file as it is now. */
export function isInstalled(ctx) {
  return isStamped(stampFile(ctx), lockHash(ctx));
}

function stampFile({ root }) {
  return path.join(root, 'node_modules/.berth-lock');
}

export function lockHash({ root }) {
  return filesHash(root, ['package-lock.json'], [process.version, process.arch]);
}

async function install(ctx) {
  if (!existsSync(path.join(ctx.root, 'package-lock.json'))) {
    throw new StepError('package-lock.json is missing', 'git checkout package-lock.json');
  }
  try {
    // The build and the checks need the development packages too, whatever NODE_ENV says.
    await run('npm', ['ci', '--no-audit', '--no-fund', '--include=dev'], { cwd: ctx.root });
  } catch (cause) {
    throw new StepError(`npm ci failed: ${cause.said ?? cause.message}`, 'see what npm says: npm ci', {
      cause,
    });
  }
  stampPrismaClient(ctx);
}
