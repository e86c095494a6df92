import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { stringify } from 'yaml';
import { engineConfig } from '#server/instances/engine-config.ts';
import { addressIn } from '#server/networks/network-names.ts';
import { type Ground, imageAlias, size } from './ground.ts';
import type { Maker, Measured } from './measured.ts';
import { sshBanner } from './ssh-banner.ts';

/** The panel gives the lowest addresses first; these stay out of its way. */
const firstHost = 200;

/** The reference: `incus launch` with the same image, limits, disk and network. It returns when the guest runs. */
export function incusMaker(ground: Ground): Maker {
  return {
    async make(name, position): Promise<Measured> {
      const ipv4 = addressIn(ground.subnet, firstHost + position);
      const startedAt = performance.now();
      const since = () => performance.now() - startedAt;
      const [runningMs, sshMs] = await Promise.all([
        incus(['launch', imageAlias, name, '--no-profiles', '--quiet'], ground, yaml(ground, ipv4)).then(
          since,
        ),
        sshBanner(ipv4).then(since),
      ]);
      return { runningMs, sshMs };
    },
    remove: (name) => incus(['delete', '--force', name], ground),
  };
}

function yaml(ground: Ground, ipv4: string): string {
  const nic = { type: 'nic', name: 'eth0', network: ground.bridge, 'ipv4.address': ipv4 };
  const root = { type: 'disk', path: '/', pool: ground.pool, size: `${size.diskBytes}B` };
  const kind = 'light-vm' as const;
  const guest = { id: randomUUID(), kind, gateway: ground.gateway, sshKeys: [], userData: undefined };
  return stringify({ config: engineConfig({ ...size, ...guest, ipv4 }), devices: { root, eth0: nic } });
}

async function incus(args: string[], { project }: Ground, stdin = ''): Promise<void> {
  const child = spawn('incus', [...args, '--project', project], { stdio: ['pipe', 'ignore', 'pipe'] });
  const errors: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
  child.stdin.end(stdin);
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`incus ${args[0]}: ${Buffer.concat(errors).toString().trim()}`);
}
