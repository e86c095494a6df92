import { existsSync } from 'node:fs';
import path from 'node:path';
import { filesHash } from '../lib/files-hash.mjs';
import { runBin } from '../lib/node-bin.mjs';
import { isStamped, unlessStamped } from '../lib/stamp.mjs';
import { StepError } from '../lib/step-error.mjs';

const sources = [
  'app',
  'components',
  'server',
  'i18n',
  'messages',
  'public',
  'package-lock.json',
  'package.json',
  'next.config.js',
  'postcss.config.mjs',
  'tsconfig.json',
];

/** `next build`, when anything that goes into the pages is another than last time. */
export const build = {
  name: 'next build',
  async run(ctx) {
    const isNew = await unlessStamped(
      stampFile(ctx),
      sourcesHash(ctx),
      () => nextBuild(ctx),
      () => isThere(ctx),
    );
    return isNew ? 'next build' : 'build up to date';
  },
};

/** Whether the pages are those of the sources as they are now. */
export function isBuilt(ctx) {
  return isStamped(stampFile(ctx), sourcesHash(ctx)) && isThere(ctx);
}

function isThere({ root }) {
  return existsSync(path.join(root, '.next/BUILD_ID'));
}

function stampFile({ root }) {
  return path.join(root, '.next/berth-sources');
}

function sourcesHash({ root }) {
  return filesHash(root, sources, [process.version], isSource);
}

/** Tests are no part of the pages. */
function isSource(name) {
  return !/\.test\.tsx?$|^server\/testing\//.test(name);
}

async function nextBuild(ctx) {
  try {
    await runBin(ctx, 'next/dist/bin/next', ['build'], {
      env: { ...ctx.serverEnv, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    });
  } catch (cause) {
    throw new StepError(
      `next build failed: ${cause.said ?? cause.message}`,
      `see all of it: less ${ctx.logFile}`,
      { cause },
    );
  }
}
