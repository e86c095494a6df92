import type { Engine } from '../incus/engine.ts';
import type { InstanceRef } from '../incus/instance.ts';
import { createInstance } from '../incus/instances.ts';
import { finishOperation } from '../incus/operations.ts';
import { addressIn, gatewayOf } from '../networks/network-names.ts';
import { readStatus } from '../shells/read-status.ts';
import type { Place } from './start-registry.ts';
import { testPool } from './test-engine.ts';

type Wish = {
  name?: string;
  host?: number;
  alias?: string;
  memory?: string;
  config?: Record<string, string>;
};

/** A running shell as the engine has it, with no row of ours, in a tenant of `makeEngineTenant`, which also removes it. */
export async function makeShell(
  engine: Engine,
  { project, network }: Place,
  { name = 'shell', host = 100, alias = 'shell/oci', memory = '512MiB', config = {} }: Wish = {},
): Promise<InstanceRef & { address: string }> {
  const address = addressIn(network.subnet, host);
  const operation = await createInstance(engine, {
    ...{ project, name, type: 'container', source: { alias } },
    config: {
      'limits.cpu': '2',
      'limits.memory': memory,
      'security.nesting': 'true',
      'user.berth.ipv4': `${address}/24`,
      'user.berth.gateway': gatewayOf(network.subnet),
      'user.berth.dns': gatewayOf(network.subnet),
      ...config,
    },
    devices: {
      root: { type: 'disk', path: '/', pool: testPool, size: '2GiB' },
      eth0: { type: 'nic', name: 'eth0', network: network.bridge },
    },
    start: true,
  });
  await finishOperation(engine, operation);
  await readStatus(engine, { project, name });
  return { project, name, address };
}
