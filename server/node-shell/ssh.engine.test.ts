import { execFile } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasSshServer, type SshServer, startSshServer } from '../testing/start-ssh-server.ts';
import { openLocalBench, type VaultBench } from '../testing/vault-bench.ts';
import { runOnNode } from './run-on-node.ts';
import { sshArguments } from './ssh-command.ts';

let bench: VaultBench;
let server: SshServer;
let folder: string;

beforeAll(async () => {
  if (!hasSshServer) return;
  bench = await openLocalBench();
  server = await startSshServer(`${bench.helper} --root ${bench.root} --ssh`);
  folder = await mkdtemp(join(tmpdir(), 'berth-test-ssh-'));
  await writeFile(join(folder, 'known_hosts'), `berth-node ${server.node.hostKey}\n`);
});
afterAll(async () => {
  await server?.stop();
  await bench?.remove();
  if (folder) await rm(folder, { recursive: true });
});

/** OpenSSH's client as an attacker with our key has it: any command, any further option. */
function attack(command: string, more: string[] = [], input = ''): Promise<{ code: number; stdout: string }> {
  const args = sshArguments(server.node, join(folder, 'known_hosts'), []).slice(0, -1);
  const at = args.indexOf('--');
  return new Promise((resolve) => {
    const all = [...args.slice(0, at), ...more, ...args.slice(at), ...(command ? [command] : [])];
    const child = execFile('/usr/bin/ssh', all, { timeout: 20_000 }, (error, stdout) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, stdout });
    });
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}

// Where there is no sshd these are skipped: install the Debian package openssh-server, as npm test does.
describe.runIf(hasSshServer)('over SSH', () => {
  test('a vault is made, opened, closed and shredded, the key on standard input', async () => {
    const { node } = server;
    const id = randomUUID();
    const stdin = randomBytes(32);
    const size = 256 * 1024 ** 2;
    expect(await runOnNode(node, 'probe', [])).toMatchObject({ vaultRoot: bench.root });
    expect(await runOnNode(node, 'kernel-status', [])).toMatchObject({ running: expect.any(String) });
    expect(await runOnNode(node, 'vault-create', [id, 'fscrypt', size], { stdin })).toMatchObject({
      state: 'locked',
    });
    expect(await runOnNode(node, 'vault-open', [id], { stdin })).toMatchObject({ state: 'open' });
    await expect(runOnNode(node, 'vault-open', [id], { stdin: randomBytes(32) })).rejects.toMatchObject({
      kind: 'wrong-key',
    });
    expect(await runOnNode(node, 'vault-close', [id])).toMatchObject({ state: 'locked' });
    expect(await runOnNode(node, 'vault-shred', [id])).toMatchObject({ state: 'absent' });
  });

  test('another host key than the pinned one is unreachable, and says so', async () => {
    const node = { ...server.node, hostKey: server.otherHostKey };
    await expect(runOnNode(node, 'probe', [])).rejects.toMatchObject({
      kind: 'unreachable',
      nodeMessage: expect.stringContaining('host key is not the pinned one'),
    });
  });

  test('a key that the node does not know, and a port where nobody is', async () => {
    const stranger = { ...server.node, identityFile: server.otherIdentityFile };
    await expect(runOnNode(stranger, 'probe', [])).rejects.toMatchObject({
      kind: 'unreachable',
      nodeMessage: 'it does not accept our key',
    });
    await expect(runOnNode({ ...server.node, port: 1 }, 'probe', [])).rejects.toMatchObject({
      kind: 'unreachable',
      nodeMessage: expect.stringMatching(/refused/),
    });
  });

  test('a call ends in time and when it is broken off', async () => {
    const signal = AbortSignal.timeout(5);
    await expect(runOnNode(server.node, 'probe', [], { signal })).rejects.toMatchObject({
      kind: 'unreachable',
      nodeMessage: 'the call was broken off',
    });
    await expect(runOnNode(server.node, 'probe', [], { timeoutSeconds: 0.01 })).rejects.toMatchObject({
      kind: 'unreachable',
      nodeMessage: 'no answer within 0.01 s',
    });
  });
});

describe.runIf(hasSshServer)('the key of the panel in wrong hands', () => {
  const id = randomUUID();
  const canary = join(tmpdir(), `berth-test-canary-${randomBytes(4).toString('hex')}`);
  const hostile = [
    `vault-status ${id}; touch ${canary}`,
    `vault-status ${id} && touch ${canary}`,
    `vault-status $(touch ${canary})`,
    `vault-status \`touch ${canary}\``,
    `vault-status ${id}\ntouch ${canary}`,
    `vault-status ${id}\r`,
    `vault-status\t${id}`,
    `vault-status  ${id}`,
    ` vault-status ${id}`,
    `vault-status ${id} `,
    `vault-status '${id}'`,
    `vault-status "${id}"`,
    `vault-status ../${id}`,
    'vault-status ../../../etc',
    'vault-status /etc/passwd',
    'vault-status ..',
    `vault-status ${id}/../${id}`,
    `vault-status ${id.toUpperCase()}`,
    `vault-status {${id}}`,
    `vault-status ${id.replaceAll('-', '–')}`,
    `vault-status ${id.slice(0, -1)}١`,
    `vault-status ${id}\u200b`,
    `vault-status -${id}`,
    'vault-status --help',
    `vault-status ${'a'.repeat(100_000)}`,
    `vault-create ${id} fscrypt 1e9`,
    `vault-create ${id} fscrypt -268435456`,
    `vault-create ${id} fscrypt 268435457`,
    `vault-create ${id} fscrypt 99999999999999999999`,
    `vault-create ${id} fscrypt 0x10000000`,
    `vault-create ${id} zfs 268435456`,
    `vault-create ${id} __class__ 268435456`,
    `--root /etc vault-list`,
    '--ssh',
    '-c id',
    'sh',
    `/bin/sh -c 'touch ${canary}'`,
    '__init__',
    'vault_list',
    'probe probe',
    '*',
    '~root',
    '%s%s%s%n',
  ];

  test.each(hostile)('is refused: %j', async (command) => {
    const { code, stdout } = await attack(command);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ ok: false, kind: 'refused' });
    expect(existsSync(canary)).toBe(false);
  });

  test('no shell, no terminal, no files, no forwarding', async () => {
    expect(JSON.parse((await attack('')).stdout)).toMatchObject({ ok: false, kind: 'refused' });
    expect((await attack('probe', ['-tt'])).stdout).not.toContain('\u001b');
    expect(JSON.parse((await attack('sftp', ['-s'])).stdout)).toMatchObject({ ok: false, kind: 'refused' });
    const forwarded = await attack('', [
      '-o',
      'ClearAllForwardings=no',
      '-W',
      `127.0.0.1:${server.node.port}`,
    ]);
    expect(forwarded.stdout).not.toContain('SSH-2.0');
  });

  test('no environment of the caller is listened to', async () => {
    const trap = join(folder, 'sitecustomize.py');
    await writeFile(trap, `open(${JSON.stringify(canary)}, "w")\n`);
    const sent = [`PYTHONPATH=${folder}`, `PYTHONSTARTUP=${trap}`, `PATH=${folder}`];
    const more = sent.flatMap((setting) => ['-o', `SetEnv=${setting}`]);
    expect(JSON.parse((await attack('probe', more)).stdout)).toMatchObject({ ok: true });
    expect(existsSync(canary)).toBe(false);
  });

  test.each([0, 1, 31, 33, 64, 100_000])('a key of %i bytes is refused', async (bytes) => {
    const { stdout } = await attack(`vault-open ${id}`, [], 'k'.repeat(bytes));
    expect(JSON.parse(stdout)).toMatchObject({
      ok: false,
      kind: 'refused',
      message: expect.stringContaining('32 bytes'),
    });
    expect(stdout).not.toContain('kkk');
  });
});
