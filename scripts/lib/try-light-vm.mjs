import { connect } from 'node:net';
import { engineFind, engineRequest } from './engine-api.mjs';
import { StepError } from './step-error.mjs';

const name = 'berth-check';

/**
 * Starts a light VM of the image once, waits for its SSH and deletes it: better to hear here that this machine
 * cannot run it than from the first customer. It also unpacks the image in the pool, which takes seconds.
 */
export async function tryLightVm(ctx, alias) {
  await remove(ctx);
  const { address, gateway } = await freeAddress(ctx);
  try {
    await create(ctx, alias, address, gateway);
    const started = performance.now();
    await engineRequest(ctx.engine, 'PUT', `/1.0/instances/${name}/state`, { body: { action: 'start' } });
    const running = performance.now() - started;
    await waitForSsh(address.split('/')[0], 30);
    const ssh = performance.now() - started;
    return `a light VM starts in ${seconds(running)}, its SSH answers after ${seconds(ssh)}`;
  } catch (cause) {
    throw new StepError(
      `a light VM of ${alias} does not work here: ${cause.message}`,
      'see why: incus info berth-check --show-log; incus warning list',
      { cause },
    );
  } finally {
    await remove(ctx).catch(() => {});
  }
}

function create(ctx, alias, address, gateway) {
  return engineRequest(ctx.engine, 'POST', '/1.0/instances', {
    body: {
      name,
      type: 'container',
      source: { type: 'image', alias },
      profiles: [],
      config: { 'limits.memory': '512MiB', 'user.berth.ipv4': address, 'user.berth.gateway': gateway },
      devices: {
        root: { type: 'disk', path: '/', pool: ctx.config.pool },
        eth0: { type: 'nic', name: 'eth0', network: ctx.config.bridge },
      },
    },
  });
}

async function freeAddress(ctx) {
  const network = await engineRequest(ctx.engine, 'GET', `/1.0/networks/${ctx.config.bridge}`);
  const [gateway, prefix] = network.config['ipv4.address'].split('/');
  const leases = await engineRequest(ctx.engine, 'GET', `/1.0/networks/${ctx.config.bridge}/leases`);
  const taken = new Set(leases.map((lease) => lease.address));
  for (let last = 250; last > 1; last--) {
    const address = gateway.replace(/\d+$/, String(last));
    if (!taken.has(address) && address !== gateway) return { address: `${address}/${prefix}`, gateway };
  }
  throw new Error(`no free address on ${ctx.config.bridge}`);
}

async function waitForSsh(host, timeoutSeconds) {
  const end = Date.now() + timeoutSeconds * 1000;
  while (Date.now() < end) {
    if (await readBanner(host)) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`SSH did not answer at ${host} within ${timeoutSeconds} s`);
}

function readBanner(host) {
  return new Promise((resolve) => {
    const socket = connect(22, host);
    const end = (answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(2000, () => end(false));
    socket.once('error', () => end(false));
    socket.once('close', () => end(false));
    socket.once('data', (data) => end(String(data).startsWith('SSH-')));
  });
}

async function remove(ctx) {
  const found = await engineFind(ctx.engine, `/1.0/instances/${name}`);
  if (!found) return;
  if (found.status !== 'Stopped') {
    await engineRequest(ctx.engine, 'PUT', `/1.0/instances/${name}/state`, {
      body: { action: 'stop', force: true },
    });
  }
  await engineRequest(ctx.engine, 'DELETE', `/1.0/instances/${name}`);
}

function seconds(milliseconds) {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
