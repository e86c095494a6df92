import { dirname, join } from 'node:path';
import { env } from '#server/env.ts';
import { getVaultFacts } from '#server/vaults/providers/get-vault-facts.ts';
import { nodeOf, readVaultRow } from '#server/vaults/vault-row.ts';
import { fio, type Pattern, patterns } from './fio.ts';
import type { Ground } from './ground.ts';
import type { Kept } from './measure-creates.ts';

export type Disks = Record<Pattern, { inside: number[]; plain: number[] }>;

/** fio on the disks of two running instances, one in a vault and one outside, in turn; who begins changes by the round. */
export async function measureDisks(
  ground: Ground,
  kept: Kept,
  { rounds, budgetMs }: { rounds: number; budgetMs: number },
): Promise<Disks> {
  const deadline = performance.now() + budgetMs;
  const files = await filesOf(ground, kept);
  const disks = Object.fromEntries(
    patterns.map((name) => [name, { inside: [], plain: [] }]),
  ) as unknown as Disks;
  for (let round = 0; round < rounds && performance.now() < deadline; round++) {
    for (const pattern of patterns) {
      const sides = round % 2 === 0 ? (['plain', 'inside'] as const) : (['inside', 'plain'] as const);
      for (const side of sides) disks[pattern][side].push(await fio(files[side], pattern, ground.signal));
    }
  }
  return disks;
}

/** Where the engine has an instance's disk mounted: the file system that the guest itself writes through. */
async function filesOf({ ctx, tenant }: Ground, { inside, plain, vaultId }: Kept) {
  const vault = await readVaultRow(ctx.db, vaultId);
  const { mounts } = await getVaultFacts(nodeOf(vault), { id: vaultId });
  const pool = mounts[0]?.path;
  if (!pool) throw new Error('the vault is open, but the engine has not mounted its pool');
  const file = (folder: string, name: string) =>
    join(folder, 'containers', `${tenant.project}_${name}`, 'rootfs/root/bench');
  return {
    inside: file(pool, inside.name),
    plain: file(join(dirname(pool), env().BERTH_POOL), plain.name),
  };
}
