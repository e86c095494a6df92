import { afterAll, beforeAll, expect, test } from 'vitest';
import { openVaultWorld, type VaultWorld } from '#server/testing/open-vault-world.ts';
import { getEvidence } from './get-evidence.ts';
import type { EvidenceKey } from './schema.ts';

let world: VaultWorld;
beforeAll(async () => {
  world = await openVaultWorld();
});
afterAll(() => world?.close());

test('of a vault: who can open it, how it is encrypted, and what the kernel says of its key', async () => {
  const inside = await world.create('kept', 'shared');
  const look = async () => {
    const { observations } = await getEvidence(world.ctx, inside.id);
    return (key: EvidenceKey) => observations.find((each) => each.key === key);
  };
  const open = await look();
  const { provider } = await world.ctx.db.vault.findUniqueOrThrow({
    where: { id: await world.vaultOf(inside) },
  });
  expect(open('vault-state')?.value).toMatch(/^open \d{4}-/);
  expect(open('vault-provider')?.value).toBe(provider);
  expect(open('vault-cipher')?.value).toMatch(/xts/i);
  expect(open('vault-holder')?.value).toBe('provider');
  expect(open('vault-key')).toMatchObject({ value: 'present', origin: 'node', mark: 'none' });

  await world.stop(inside);
  expect(await world.lock()).toBe(1);
  const locked = await look();
  expect(locked('vault-state')?.value).toMatch(/^locked \d{4}-/);
  expect(locked('vault-key')).toMatchObject({ value: 'absent', mark: 'none' });
  expect(locked('seccomp')).toMatchObject({ value: null, reason: 'not-running' });
}, 240_000);
