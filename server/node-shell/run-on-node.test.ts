import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Node } from './node.ts';
import { runOnNode } from './run-on-node.ts';

const id = randomUUID();
let root: string;
let node: Node;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'berth-test-node-'));
  node = { kind: 'local', vaultRoot: root };
});
afterAll(() => rm(root, { recursive: true }));

const ssh: Node = {
  kind: 'ssh',
  host: 'node-1.example',
  user: 'root',
  hostKey: `ssh-ed25519 ${'A'.repeat(68)}`,
  identityFile: '/var/lib/berth/node.key',
};

// The helper works for root alone; elsewhere it says so, which another test looks at.
describe.runIf(process.getuid?.() === 0)('on this machine', () => {
  test('the helper answers', async () => {
    expect(await runOnNode(node, 'vault-list', [])).toEqual({ vaults: [] });
    expect(await runOnNode(node, 'vault-status', [id])).toMatchObject({ id, state: 'absent' });
    expect(await runOnNode(node, 'probe', [])).toMatchObject({ vaultRoot: root, providers: { luks: {} } });
  });

  test('its refusal comes with its own words', async () => {
    await expect(runOnNode(node, 'vault-close', [id])).rejects.toMatchObject({
      name: 'NodeError',
      kind: 'absent',
      verb: 'vault-close',
      node: 'this machine',
      nodeMessage: 'there is no such vault on this node',
    });
  });

  test('a folder that others can write to is refused', async () => {
    const shared: Node = { kind: 'local', vaultRoot: tmpdir() };
    await expect(runOnNode(shared, 'vault-list', [])).rejects.toMatchObject({
      kind: 'refused',
      nodeMessage: expect.stringContaining('only root can change'),
    });
  });
});

describe('refused before anything is started', () => {
  const hostile = [
    `${id}; id`,
    `${id}\n`,
    `${id}\0`,
    `../${id}`,
    '--root',
    '$(id)',
    `'${id}'`,
    id.toUpperCase(),
    `${id}\u200b`,
    'a'.repeat(1e6),
    '',
  ];
  test.each(hostile)('as the id of a vault: %j', async (text) => {
    await expect(runOnNode(node, 'vault-status', [text])).rejects.toMatchObject({
      kind: 'refused',
      nodeMessage: expect.stringContaining('UUID'),
    });
  });

  const mib = 1024 ** 2;
  test.each([0, -256 * mib, 256 * mib + 1, 2 ** 53, Number.NaN, 1.5])('as a size: %d', async (size) => {
    const stdin = Buffer.alloc(32);
    await expect(runOnNode(node, 'vault-create', [id, 'fscrypt', size], { stdin })).rejects.toMatchObject({
      kind: 'refused',
    });
  });

  test('a key of another length, one too many and a missing one', async () => {
    const key = (length: number) => ({ stdin: Buffer.alloc(length, 'k') });
    await expect(runOnNode(node, 'vault-open', [id], key(31))).rejects.toMatchObject({ kind: 'refused' });
    await expect(runOnNode(node, 'vault-open', [id])).rejects.toMatchObject({
      nodeMessage: 'a key is needed',
    });
    await expect(runOnNode(node, 'vault-close', [id], key(32))).rejects.toMatchObject({
      nodeMessage: 'this verb takes no key',
    });
  });

  test.each([
    { host: '-oProxyCommand=id' },
    { host: 'a b' },
    { host: '' },
    { user: '-l' },
    { user: 'root;id' },
    { port: 0 },
    { hostKey: 'ssh-ed25519 AAAA\n* ssh-ed25519 BBBB' },
    { hostKey: '@cert-authority ssh-ed25519 AAAA' },
    { identityFile: '%d/key' },
    { identityFile: 'key' },
  ])('as a node: %j', async (wrong) => {
    await expect(runOnNode({ ...ssh, ...wrong }, 'probe', [])).rejects.toMatchObject({
      kind: 'refused',
      nodeMessage: expect.stringContaining('the node'),
    });
  });
});
