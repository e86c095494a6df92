import { Prisma, type Tx } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { liveJobStates } from '#server/jobs/states.ts';

const live = Prisma.raw(liveJobStates.map((state) => `'${state}'`).join(', '));

/**
 * Refuses a name that an instance of the tenant has, or is about to get by a rename. A creation that
 * failed makes way: nothing is left of it but its row. Call it with the tenant's row locked.
 */
export async function refuseTakenName(tx: Tx, tenantId: string, name: string): Promise<void> {
  const [taken] = await tx.$queryRaw<{ name: string }[]>`
    WITH failed AS (
      DELETE FROM "Instance" i WHERE i."tenantId" = ${tenantId}::uuid AND lower(i.name) = lower(${name})
        AND i.state = 'failed' AND NOT EXISTS (
          SELECT 1 FROM "Job" j WHERE j."subjectKey" = 'instance:' || i.id AND j.state IN (${live}))
      RETURNING i.id
    )
    SELECT i.name FROM "Instance" i
    WHERE i."tenantId" = ${tenantId}::uuid AND lower(i.name) = lower(${name})
      AND i.id NOT IN (SELECT id FROM failed)
    UNION ALL
    SELECT j.params->>'newName' FROM "Job" j
    WHERE j."tenantId" = ${tenantId}::uuid AND j.kind = 'rename-instance' AND j.state IN (${live})
      AND lower(j.params->>'newName') = lower(${name})`;
  if (taken) throw new AppError('conflict', 'instance-name-taken', { name: taken.name }, { field: 'name' });
  await refuseLeftDisk(tx, tenantId, name);
}

/** The engine would take a disk of that name which it finds in a vault for the new one, with all that is on it. */
async function refuseLeftDisk(tx: Tx, tenantId: string, name: string): Promise<void> {
  const left = await tx.vaultEvent.findFirst({
    where: {
      ...{ what: 'disk-left', instanceName: { equals: name, mode: 'insensitive' } },
      vault: { tenantId, state: { not: 'shredded' } },
    },
    select: { vault: { select: { name: true } } },
  });
  if (!left) return;
  const params = { name, vault: left.vault.name };
  throw new AppError('conflict', 'vault-disk-left', params, { field: 'name' });
}
