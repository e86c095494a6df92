import { expect, test } from 'vitest';
import { AppError } from '#server/errors.ts';
import { NodeError } from '#server/node-shell/node-error.ts';
import { toVaultError } from './to-vault-error.ts';

const vault = { name: 'acme', nodeName: 'node-1' };
const of = (kind: NodeError['kind'], nodeMessage: string, users: NodeError['users'] = []) => {
  const error = toVaultError(new NodeError({ kind, verb: 'v', node: 'n', nodeMessage, users }), vault);
  if (error instanceof AppError) return error;
  throw error;
};
/** All that a view, a job's row or an answer is made of. */
const shown = ({ message, params }: AppError) => JSON.stringify({ message, params });

test('what else runs on a node is for operators', () => {
  const users = [{ pid: 4711, command: '/usr/bin/backup --password-file /root/x', uses: '/srv/vaults/7/fs' }];
  const named = of('busy', 'the vault is in use by backup (4711: /srv/vaults/7/fs)', users);
  const unnamed = of('busy', 'the key cannot leave the kernel: files are held open by backup (4711: /srv)');
  for (const error of [named, unnamed]) {
    expect(error).toMatchObject({ code: 'conflict', reason: 'vault-held' });
    expect(shown(error)).not.toMatch(/4711|backup|srv/);
    expect(error.forOperators).toMatch(/backup.*4711/);
    expect(error.fullMessage).toContain('4711');
  }
});

test('how full a node is, too', () => {
  const error = of('full', 'there is no room for it: 9 bytes are asked for, 7 are free');
  expect(error).toMatchObject({ code: 'refused', reason: 'vault-no-room' });
  expect(shown(error)).not.toMatch(/bytes|7/);
  expect(error.forOperators).toContain('7 are free');
});

test('and what it said when it could not do something', () => {
  const error = of('failed', 'umount: /var/lib/incus/storage-pools/berth-7: target is busy');
  expect(error).toMatchObject({ code: 'refused', reason: 'vault-node-failed' });
  expect(shown(error)).not.toMatch(/umount|incus/);
  expect(error.forOperators).toContain('target is busy');
});
