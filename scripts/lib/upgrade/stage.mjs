import { cpSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { build, isBuilt } from '../../steps/build.mjs';
import { isInstalled, npmInstall } from '../../steps/npm-install.mjs';
import { postgres } from '../../steps/postgres.mjs';
import { prismaClient } from '../../steps/prisma-client.mjs';
import { settings } from '../../steps/settings.mjs';
import { run } from '../run.mjs';
import { StepError } from '../step-error.mjs';

/** What is made out of the sources, and what a running panel reads while it serves. */
const made = ['node_modules', '.next', 'server/generated'];
const notCopied = new Set([...made, '.git', '.berth', 'test-results', 'screenshots', 'playwright-report']);

/**
 * Makes packages, database client and pages of the new version. Where the former one runs out of this very
 * folder that happens in a folder beside it, so that it does not lose its files while it serves. Leaves in `ctx`
 * where the database is and what the server is told, and gives the folder in which the new version is.
 */
export async function makeNewVersion(ctx, former) {
  const isInPlace = former?.isRunning && former.root === ctx.root;
  const isMade = isInPlace && isInstalled(ctx) && isBuilt(ctx);
  const root = isInPlace && !isMade ? await copySources(ctx.root) : ctx.root;
  const there = { ...ctx, root };
  for (const step of [npmInstall, prismaClient, postgres, settings, build]) await step.run(there);
  ctx.databaseUrl = there.databaseUrl;
  return root;
}

/** Puts what was made beside the folder into it. The former is stopped now. */
export function takeStage(root) {
  const stage = stageOf(root);
  for (const name of made) {
    if (!existsSync(path.join(stage, name))) continue;
    const former = path.join(stage, 'former', name);
    mkdirSync(path.dirname(former), { recursive: true });
    if (existsSync(path.join(root, name))) renameSync(path.join(root, name), former);
    renameSync(path.join(stage, name), path.join(root, name));
  }
}

export function removeStage(root) {
  rmSync(stageOf(root), { recursive: true, force: true });
}

function stageOf(root) {
  return `${root}.upgrade`;
}

/** The sources without what is made of them, in a folder beside; the packages too where they are to stay the same. */
export async function copySources(root) {
  const stage = stageOf(root);
  try {
    rmSync(stage, { recursive: true, force: true });
    const filter = (source) => !notCopied.has(path.relative(root, source));
    cpSync(root, stage, { recursive: true, verbatimSymlinks: true, filter });
  } catch (cause) {
    throw new StepError(
      `the new version cannot be made beside the running one in ${stage} (${cause.code})`,
      'make room there; or get the new version into a folder of its own and run npm run upgrade in that',
      { cause },
    );
  }
  // The same packages: hard links, in seconds and without the registry.
  if (isInstalled({ root })) await run('cp', ['-al', path.join(root, 'node_modules'), stage]);
  if (statSync(stage).dev !== statSync(root).dev) {
    throw new StepError(
      `${stage} is on another disk than ${root}`,
      'get the new version into a folder of its own',
    );
  }
  return stage;
}
