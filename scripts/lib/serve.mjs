import { spawn } from 'node:child_process';
import { get } from 'node:http';
import path from 'node:path';
import { beganAt, describePanel } from './panel-lock.mjs';

/**
 * Runs the panel as our child, passes signals on and ends with its code. Resolves when the first page has been
 * served.
 */
export function serve(ctx, env) {
  const child = spawn(process.execPath, ['--import', 'tsx', path.join(ctx.root, 'server/main.ts')], {
    cwd: ctx.root,
    env: { ...process.env, ...ctx.serverEnv, NEXT_TELEMETRY_DISABLED: '1', ...env },
    stdio: 'inherit',
  });
  describePanel(ctx.home, { server: { pid: child.pid, began: beganAt(child.pid) } });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => child.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal));
  }
  child.on('exit', (code) => process.exit(code ?? 1));
  return waitForPage(ctx.serverEnv);
}

async function waitForPage({ BERTH_HOST, PORT }) {
  const host = ['0.0.0.0', '::'].includes(BERTH_HOST) ? 'localhost' : BERTH_HOST;
  while (!(await answers(`http://${host}:${PORT}/sign-in`))) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function answers(url) {
  return new Promise((resolve) => {
    const request = get(url, (response) => {
      response.resume();
      resolve(true);
    });
    request.setTimeout(30_000, () => request.destroy());
    request.on('error', () => resolve(false));
  });
}
