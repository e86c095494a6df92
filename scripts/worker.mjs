// `npm run worker`: one more process that takes jobs, beside a panel on this machine or another one with the same
// settings. Any number may run; a panel with BERTH_WORKER=none leaves all the work to them.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { main } from './lib/main.mjs';
import { incus } from './steps/incus.mjs';
import { postgres } from './steps/postgres.mjs';
import { settings } from './steps/settings.mjs';

const ctx = await main([incus, postgres, settings], { again: 'npm run worker' });
const child = spawn(process.execPath, ['--import', 'tsx', path.join(ctx.root, 'server/worker-main.ts')], {
  cwd: ctx.root,
  env: { ...process.env, ...ctx.serverEnv, NODE_ENV: 'production' },
  stdio: 'inherit',
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => process.exit(code ?? 1));
