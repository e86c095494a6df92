// `npm run admin -- someone@example.com`: another admin, or a new one-time password for one who lost theirs.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { main } from './lib/main.mjs';
import { appSteps } from './steps/all-steps.mjs';
import { nodeVersion } from './steps/node-version.mjs';

const ctx = await main([nodeVersion, ...appSteps], { again: 'npm run admin -- someone@example.com' });
const child = spawn(
  process.execPath,
  ['--import', 'tsx', path.join(ctx.root, 'server/admin.ts'), ...process.argv.slice(2)],
  { cwd: ctx.root, env: { ...process.env, ...ctx.serverEnv, NODE_ENV: 'production' }, stdio: 'inherit' },
);
child.on('exit', (code) => process.exit(code ?? 1));
