import { spawn } from 'node:child_process';
import path from 'node:path';
import { filesHash } from '../lib/files-hash.mjs';

/** The first admin and the demo plans: once for every database and every state of server/setup. Its output (a one-time password) is never kept. */
export const setup = {
  name: 'first admin and plans',
  async run(ctx) {
    const done = filesHash(ctx.root, ['server/setup.ts', 'server/setup'], [withoutPassword(ctx.databaseUrl)]);
    if (ctx.config.setUp === done) return 'accounts and plans already there';
    await runSetup(ctx);
    ctx.save({ setUp: done });
    return 'accounts and plans';
  },
};

function withoutPassword(url) {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}

function runSetup(ctx) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', path.join(ctx.root, 'server/setup.ts')], {
      cwd: ctx.root,
      env: { ...process.env, ...ctx.serverEnv, NODE_ENV: 'production' },
      stdio: 'inherit',
    });
    child.on('error', reject);
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`ended with code ${code}`))));
  });
}
