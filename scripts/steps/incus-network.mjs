import { readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { engineFind, engineRequest } from '../lib/engine-api.mjs';
import { StepError } from '../lib/step-error.mjs';
import { findFreeSubnet, parseRoutes } from '../lib/subnet.mjs';

/** A bridge for checks of the images and for benchmarks; every tenant gets a bridge of its own from the panel. */
export const incusNetwork = {
  name: 'network',
  async run(ctx) {
    const name = ctx.env.BERTH_BRIDGE ?? ctx.config.bridge ?? 'berthbr0';
    let network = await engineFind(ctx.engine, `/1.0/networks/${name}`);
    if (!network?.managed) {
      await create(ctx, name);
      network = await engineFind(ctx.engine, `/1.0/networks/${name}`);
    }
    if (ctx.config.bridge !== name) ctx.save({ bridge: name });
    return `network ${name} (${network.config['ipv4.address']})`;
  },
};

async function create(ctx, name) {
  const prefix = findFreeSubnet(await usedSubnets(ctx));
  if (!prefix)
    throw new StepError(
      'no free /24 was found in 10.0.0.0/8',
      `make the bridge by hand: incus network create ${name} ipv4.address=…`,
    );
  await engineRequest(ctx.engine, 'POST', '/1.0/networks', {
    body: {
      name,
      type: 'bridge',
      description: 'Checks and benchmarks (Berth)',
      config: { 'ipv4.address': `${prefix}.1/24`, 'ipv4.nat': 'true', 'ipv6.address': 'none' },
    },
  });
}

async function usedSubnets(ctx) {
  const networks = await engineRequest(ctx.engine, 'GET', '/1.0/networks?recursion=1&all-projects=true');
  const ofEngine = networks
    .map((network) => network.config['ipv4.address'])
    .filter((net) => net?.includes('/'));
  if (ctx.remote) return ofEngine;
  const ofMachine = Object.values(networkInterfaces())
    .flat()
    .filter((address) => address.family === 'IPv4')
    .map((address) => address.cidr);
  return [...ofEngine, ...ofMachine, ...parseRoutes(readFileSync('/proc/net/route', 'utf8'))];
}
