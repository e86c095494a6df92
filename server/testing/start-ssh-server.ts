import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { SshNode } from '../node-shell/node.ts';

const run = promisify(execFile);
const program = '/usr/sbin/sshd';

/** Debian's openssh-server is on this machine (`npm test` installs it). */
export const hasSshServer = existsSync(program);

export type SshServer = {
  node: SshNode;
  otherHostKey: string;
  otherIdentityFile: string;
  stop: () => Promise<void>;
};

/** An sshd of the test's own on a port of 127.0.0.1; the one key that it accepts is bound to `command`. */
export async function startSshServer(command: string): Promise<SshServer> {
  const folder = await mkdtemp(join(tmpdir(), 'berth-test-sshd-'));
  for (const name of ['host', 'other-host', 'ours', 'other']) {
    await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', '', '-f', join(folder, name)]);
  }
  const publicKey = async (name: string) => (await readFile(join(folder, `${name}.pub`), 'utf8')).trim();
  await writeFile(
    join(folder, 'authorized_keys'),
    `command="${command}",restrict ${await publicKey('ours')}\n`,
  );
  const port = await freePort();
  await writeFile(join(folder, 'sshd_config'), settings(folder, port));
  await mkdir('/run/sshd', { recursive: true, mode: 0o755 });
  const server = spawn(program, ['-D', '-e', '-f', join(folder, 'sshd_config')], { stdio: 'ignore' });
  await untilListening(port);
  return {
    node: {
      kind: 'ssh',
      host: '127.0.0.1',
      port,
      user: 'root',
      hostKey: await publicKey('host'),
      identityFile: join(folder, 'ours'),
    },
    otherHostKey: await publicKey('other-host'),
    otherIdentityFile: join(folder, 'other'),
    stop: async () => {
      server.kill();
      await rm(folder, { recursive: true });
    },
  };
}

function settings(folder: string, port: number): string {
  return [
    `Port ${port}`,
    'ListenAddress 127.0.0.1',
    `HostKey ${folder}/host`,
    `AuthorizedKeysFile ${folder}/authorized_keys`,
    'PidFile none',
    'UsePAM no',
    'StrictModes no',
    'PermitRootLogin forced-commands-only',
    'PasswordAuthentication no',
    'Subsystem sftp internal-sftp',
    'AcceptEnv *',
    '',
  ].join('\n');
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

async function untilListening(port: number): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const isThere = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true));
      socket.on('error', () => resolve(false));
      socket.on('connect', () => socket.destroy());
    });
    if (isThere) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('sshd did not start');
}
