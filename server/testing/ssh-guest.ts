import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A new key pair in a folder of its own; `login` runs a command as root of a guest, by the machine's ssh. */
export async function makeSshKey() {
  const folder = await mkdtemp(join(tmpdir(), 'berth-ssh-'));
  const file = join(folder, 'key');
  await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'test@berth', '-f', file]);
  return {
    publicKey: await readFile(`${file}.pub`, 'utf8'),
    login: (address: string, command: string) => login(file, address, command),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

const patienceSeconds = 20;

/** Tries until the guest's sshd is up. A key that it does not take is final. */
async function login(file: string, address: string, command: string): Promise<string> {
  const deadline = performance.now() + patienceSeconds * 1000;
  const options = [
    'BatchMode=yes',
    'StrictHostKeyChecking=no',
    'UserKnownHostsFile=/dev/null',
    'ConnectTimeout=2',
  ];
  const args = ['-i', file, ...options.flatMap((option) => ['-o', option]), `root@${address}`, command];
  for (;;) {
    try {
      return (await run('ssh', args)).stdout.trim();
    } catch (error) {
      const isFinal = error instanceof Error && /Permission denied/.test(error.message);
      if (isFinal || performance.now() > deadline) throw error;
      await delay(100);
    }
  }
}
