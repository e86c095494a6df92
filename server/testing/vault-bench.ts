import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { helperFile } from '../node-shell/local-command.ts';
import type { Node } from '../node-shell/node.ts';

const run = promisify(execFile);

/** A node whose vaults lie in a folder of the test's own, and a root shell beside it, as whoever took the node has it. */
export type VaultBench = {
  node: Node;
  root: string;
  helper: string;
  /** Runs a script on the node; `input` is its standard input. Throws with what it said when it fails. */
  shell: (script: string, input?: Buffer) => Promise<Buffer>;
  /** Takes the folder away with whatever is still mounted or attached of it. */
  remove: () => Promise<void>;
};

/** `parent`: a folder on the file system that the vaults are to be on. */
export async function openLocalBench(parent = tmpdir()): Promise<VaultBench> {
  const root = await mkdtemp(join(parent, 'berth-test-vaults-'));
  const shell = (script: string, input?: Buffer) => runProgram('sh', ['-ec', script], input);
  const node: Node = { kind: 'local', vaultRoot: root };
  return { node, root, helper: helperFile(), shell, remove: async () => void (await shell(removal(root))) };
}

/**
 * The same on another machine: `address` is ssh://user@host:port, reached with the caller's own SSH settings. The
 * helper is copied there, and a key made for this run may call it and nothing else. Another user than root needs a
 * sudo that lets it run anything without a password; then sudo lets the verb through as well, which it would drop.
 */
export async function openRemoteBench(address: string): Promise<VaultBench> {
  const { username, hostname, port } = new URL(address);
  const user = username || 'root';
  const login = ['-o', 'BatchMode=yes', '-p', port || '22', '-l', user, '--', hostname];
  const sudo = user === 'root' ? '' : 'sudo -n ';
  const shell = (script: string, input?: Buffer) =>
    runProgram('ssh', [...login, `${sudo}sh -ec ${quote(script)}`], input);

  const name = `berth-test-vaults-${randomBytes(4).toString('hex')}`;
  const root = `/var/lib/${name}`;
  const helper = `${root}.helper`;
  const keys = await mkdtemp(join(tmpdir(), 'berth-test-key-'));
  const identityFile = join(keys, 'id');
  await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', name, '-f', identityFile]);
  await shell(`cat > ${helper}; chmod 755 ${helper}; mkdir -m 700 ${root}`, await readFile(helperFile()));
  const keep = sudo && `${sudo}--preserve-env=SSH_ORIGINAL_COMMAND `;
  const publicKey = await readFile(`${identityFile}.pub`, 'utf8');
  const line = `command="${keep}${helper} --root ${root} --ssh",restrict ${publicKey}`;
  const accept = `mkdir -p -m 700 .ssh; cat >> .ssh/authorized_keys`;
  await runProgram('ssh', [...login, accept], Buffer.from(line));
  const [type, body] = (await shell('cat /etc/ssh/ssh_host_ed25519_key.pub')).toString().split(' ');
  return {
    node: {
      kind: 'ssh',
      host: hostname,
      port: Number(port || 22),
      user,
      hostKey: `${type} ${body}`,
      identityFile,
    },
    root,
    helper,
    shell,
    remove: async () => {
      await runProgram('ssh', [...login, `sed -i '/ ${name}$/d' .ssh/authorized_keys`]);
      await shell(`${removal(root)}; rm -f ${helper}`);
      await rm(keys, { recursive: true });
    },
  };
}

/** From the inside out: pools, devices, file systems, images. A test that failed may have left any of them. */
function removal(root: string): string {
  return `
    for id in $(ls ${root}); do
      for path in $(grep -F "${root}/pools/" /proc/mounts | cut -d' ' -f2 | sort -r); do umount "$path"; done
      if [ -e /dev/mapper/berth-vault-$id ]; then cryptsetup close berth-vault-$id; fi
      for volume in /dev/*/berth-vault-$id; do if [ -e $volume ]; then lvremove -qy $volume; fi; done
      for file in ${root}/$id/fs/vault/disk ${root}/$id/image; do
        for loop in $(losetup -n -O NAME -j $file); do
          if grep -q "^$loop " /proc/mounts; then umount $loop; fi
          losetup -d $loop
        done
      done
      rm -f /dev/berth/vault-$id
    done
    rm -rf ${root}`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function runProgram(program: string, args: string[], input?: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: 'pipe' });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (piece: Buffer) => stdout.push(piece));
    child.stderr.on('data', (piece: Buffer) => stderr.push(piece));
    child.on('error', reject);
    // A program left in the background may hold the outputs open.
    child.on('exit', (code) => {
      setTimeout(() => {
        if (code === 0) resolve(Buffer.concat(stdout));
        else reject(new Error(`${args.at(-1)}: ended with ${code}: ${Buffer.concat(stderr)}`));
      }, 20);
    });
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}
