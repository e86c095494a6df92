import path from 'node:path';
import { run } from './run.mjs';

/** Runs the command-line program of an installed package with this very node, without npx. */
export function runBin(ctx, script, args, options = {}) {
  return run(process.execPath, [path.join(ctx.root, 'node_modules', script), ...args], {
    cwd: ctx.root,
    ...options,
  });
}
