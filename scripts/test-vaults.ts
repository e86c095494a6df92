import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { vaultProviders } from '#server/node-shell/verbs.ts';

const usage = `npm run test:vaults -- --provider luks --node ssh://root@host:22

Runs the contract of the vaults' providers against a machine that you reach by SSH without a password, as root or as a
user that sudo lets run anything without a password (NOPASSWD: ALL). It needs python3, btrfs-progs, e2fsprogs, and cryptsetup-bin for luks. Everything is made in a folder of its own
and removed. Without --node: this machine. Providers: ${vaultProviders.join(', ')}.
`;

const { values } = parseArgs({
  options: {
    provider: { type: 'string', default: 'fscrypt' },
    node: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) {
  process.stdout.write(usage);
} else if (!vaultProviders.some((name) => name === values.provider) || !isAddress(values.node)) {
  process.stderr.write(usage);
  process.exitCode = 2;
} else {
  const file = 'server/vaults/providers/contract.engine.test.ts';
  const env = {
    ...process.env,
    BERTH_TEST_VAULT_PROVIDER: values.provider,
    BERTH_TEST_VAULT_NODE: values.node ?? '',
  };
  const ended = spawnSync('npx', ['vitest', 'run', '--project', 'engine', file], { env, stdio: 'inherit' });
  process.exitCode = ended.status ?? 1;
}

function isAddress(text: string | undefined): boolean {
  if (text === undefined) return true;
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username } = new URL(text);
  return protocol === 'ssh:' && /^[A-Za-z0-9]/.test(hostname) && /^([a-z_][a-z0-9_-]*)?$/.test(username);
}
