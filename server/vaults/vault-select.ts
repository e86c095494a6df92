import type { Actor } from '#server/auth/actor.ts';
import type { Prisma, Tx } from '#server/db.ts';
import { liveJobStates } from '#server/jobs/states.ts';
import { toLockFailure } from './lock-failure.ts';
import { type VaultView, vaultView } from './schema.ts';

/** What a view of a vault is made of. */
export const vaultSelect = {
  id: true,
  name: true,
  provider: true,
  isDedicated: true,
  sizeBytes: true,
  state: true,
  stateReason: true,
  keyMode: true,
  keyFingerprint: true,
  createdAt: true,
  openedAt: true,
  lockedAt: true,
  lockDueAt: true,
  lockFailure: true,
  heldUntil: true,
  shredAfter: true,
  shredBegunAt: true,
  endsWithTenant: true,
  tenant: { select: { id: true, slug: true, name: true, state: true } },
  node: { select: { id: true, name: true } },
  instances: { select: { id: true, name: true, state: true }, orderBy: { name: 'asc' } },
  events: { where: { what: 'disk-left' }, select: { instanceName: true }, orderBy: { at: 'asc' } },
} as const satisfies Prisma.VaultSelect;

/** Views of the vaults of a question, the oldest first, each with the job that works on it, as this reader may see them. */
export async function queryVaults(
  db: Pick<Tx, 'vault' | 'job'>,
  where: Prisma.VaultWhereInput,
  reader?: Actor,
): Promise<VaultView[]> {
  const rows = await db.vault.findMany({ where, orderBy: { createdAt: 'asc' }, select: vaultSelect });
  const jobs = await db.job.findMany({
    where: {
      subjectKey: { in: rows.map(({ id }) => `vault:${id}`) },
      state: { in: [...liveJobStates] },
    },
    select: { id: true, kind: true, state: true, subjectKey: true },
  });
  return rows.map((row) => {
    const job = jobs.find(({ subjectKey }) => subjectKey === `vault:${row.id}`);
    return vaultView.parse({
      ...row,
      sizeBytes: Number(row.sizeBytes),
      leftDisks: leftDisksOf(row),
      job: job ? { id: job.id, kind: job.kind, state: job.state } : null,
      createdAt: row.createdAt.toISOString(),
      openedAt: row.openedAt?.toISOString() ?? null,
      lockedAt: row.lockedAt?.toISOString() ?? null,
      lockFailure: toLockFailure(row, reader),
      heldUntil: row.heldUntil?.toISOString() ?? null,
      shredAfter: row.shredAfter?.toISOString() ?? null,
      shredBegunAt: row.shredBegunAt?.toISOString() ?? null,
    });
  });
}

/** The end of a vault is the end of everything in it. */
function leftDisksOf({ state, events }: { state: string; events: { instanceName: string | null }[] }) {
  const names = state === 'shredded' ? [] : events.map(({ instanceName }) => instanceName ?? '');
  return [...new Set(names)];
}
