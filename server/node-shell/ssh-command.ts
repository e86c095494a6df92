import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SshNode } from './node.ts';
import type { Command } from './run-child.ts';

// The name that the pinned key stands under in our own known_hosts, whatever the node is called.
const alias = 'berth-node';

/** Makes the call to OpenSSH's client for `use`, with a known_hosts that holds the pinned key and nothing else. */
export async function withSshCommand<T>(
  node: SshNode,
  words: string[],
  use: (command: Command) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'berth-ssh-'));
  try {
    const knownHosts = join(folder, 'known_hosts');
    await writeFile(knownHosts, `${alias} ${node.hostKey}\n`, { mode: 0o600 });
    return await use({ program: '/usr/bin/ssh', args: sshArguments(node, knownHosts, words) });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export function sshArguments(node: SshNode, knownHosts: string, words: string[]): string[] {
  const options = {
    BatchMode: 'yes',
    StrictHostKeyChecking: 'yes',
    UserKnownHostsFile: knownHosts,
    GlobalKnownHostsFile: '/dev/null',
    HostKeyAlias: alias,
    UpdateHostKeys: 'no',
    IdentitiesOnly: 'yes',
    IdentityAgent: 'none',
    IdentityFile: node.identityFile,
    PreferredAuthentications: 'publickey',
    ClearAllForwardings: 'yes',
    ForwardAgent: 'no',
    ForwardX11: 'no',
    PermitLocalCommand: 'no',
    ControlMaster: 'no',
    ControlPath: 'none',
    ConnectTimeout: '10',
    ServerAliveInterval: '5',
    ServerAliveCountMax: '3',
    LogLevel: 'ERROR',
  };
  const settings = Object.entries(options).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
  // No file of settings, no terminal. The words have no blanks and no signs of a shell: `verbs` lets none through.
  return [
    '-F',
    'none',
    '-T',
    ...settings,
    '-p',
    String(node.port),
    '-l',
    node.user,
    '--',
    node.host,
    words.join(' '),
  ];
}
