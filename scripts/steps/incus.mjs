import { existsSync } from 'node:fs';
import path from 'node:path';
import { hasSystemd } from '../lib/daemon.mjs';
import { engineRequest } from '../lib/engine-api.mjs';
import { lxcfsProbe, runIncusd, runLxcfs } from '../lib/engine-daemons.mjs';
import { engineTarget } from '../lib/engine-target.mjs';
import { run } from '../lib/run.mjs';
import { listenFix } from '../lib/server-certificate.mjs';
import { StepError } from '../lib/step-error.mjs';

/** Incus runs and answers; so does lxcfs, which shows a light VM its own memory and CPUs. */
export const incus = {
  name: 'incus',
  async run(ctx) {
    ctx.engine ??= await engineTarget(ctx);
    ctx.serverCertFile = ctx.engine.serverCertFile;
    const server = ctx.remote ? await remoteServer(ctx) : await localServer(ctx);
    const version = server.environment.server_version;
    if (Number.parseFloat(version) < 6) {
      throw new StepError(
        `Incus ${version} is too old (6.0 or later)`,
        'apt-get install --only-upgrade incus',
      );
    }
    ctx.server = server;
    return `incus ${version}${ctx.remote ? ` at ${ctx.remote}` : ''}`;
  },
};

async function remoteServer(ctx) {
  const server = await answer(ctx);
  if (!server) {
    const isSocket = ctx.engine.socketPath !== undefined;
    throw new StepError(
      `no engine answers at ${ctx.remote}`,
      isSocket ? `is Incus running there? ls -l ${ctx.engine.socketPath}` : listenFix,
    );
  }
  if (server.auth === 'trusted') return server;
  const file = path.basename(ctx.env.BERTH_INCUS_CERT ?? '');
  throw new StepError(
    `the engine at ${ctx.remote} does not trust our client certificate`,
    `copy ${ctx.env.BERTH_INCUS_CERT} to the engine's machine, there: incus config trust add-certificate ${file}`,
  );
}

async function localServer(ctx) {
  await startLxcfs(ctx);
  return (await answer(ctx)) ?? startIncus(ctx);
}

async function startLxcfs(ctx) {
  if (existsSync(lxcfsProbe)) return;
  if (hasSystemd()) return run('systemctl', ['start', 'lxcfs']);
  runLxcfs(ctx);
  await until(() => existsSync(lxcfsProbe), 10, 'lxcfs did not start', `${ctx.logs}/lxcfs.log`);
}

async function startIncus(ctx) {
  if (hasSystemd()) await run('systemctl', ['start', 'incus.socket', 'incus.service']);
  else runIncusd(ctx);
  let server;
  const ready = async () => {
    server = await answer(ctx);
    return server !== undefined;
  };
  await until(ready, 300, 'Incus did not start', `${ctx.logs}/incusd.log`);
  return server;
}

async function answer(ctx) {
  try {
    return await engineRequest(ctx.engine, 'GET', '/1.0', { timeoutSeconds: 30 });
  } catch (error) {
    const isDown = ['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EHOSTUNREACH', 'ETIMEDOUT'];
    if (isDown.includes(error.code)) return undefined;
    if (error.code === 'EACCES') {
      throw new StepError(
        `may not use ${ctx.engine.socketPath}`,
        'run as root, or add yourself to the group incus-admin',
      );
    }
    throw error;
  }
}

async function until(isDone, seconds, message, log) {
  for (let tries = 0; tries < seconds * 10; tries++) {
    if (await isDone()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new StepError(message, `see why: tail -n 20 ${log}`);
}
