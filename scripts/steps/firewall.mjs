import { run } from '../lib/run.mjs';

/**
 * A tenant's bridge may speak to its own addresses of this machine and to no other. The engine opens
 * port 53 on every address before a tenant's own rules are asked, so without this a tenant could ask
 * the name server of another one's network for the names of its instances.
 */
const rules = `table inet berth
delete table inet berth
table inet berth {
  chain input {
    type filter hook input priority -10; policy accept;
    iifname "bt-*" fib daddr . iif type != { local, broadcast, multicast } drop
  }
}
`;

export const firewall = {
  name: 'firewall',
  async run(ctx) {
    if (ctx.remote) return 'firewall: the engine is elsewhere, see docs/operating/install.md';
    await run('nft', ['-f', '-'], { input: rules });
    return 'firewall: tenants reach their own name server only';
  },
};
