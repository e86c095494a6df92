import type { Tx } from '#server/db.ts';
import { unfinishedJobStates } from '#server/jobs/states.ts';
import type { VaultRoom } from './schema.ts';
import { ampleSizeFor } from './vault-size-for.ts';

/** Each is rounded up to whole GiB, and has an image unpacked beside its disk. */
const dedicatedExtraBytes = 2 * 1024 ** 3;

/**
 * What the vaults of a tenant take on its nodes, and may take: what its disk quota can ever need. One that is being
 * made larger counts with its new size, and one that something is on its way to (`fillingId`) as not empty.
 */
export async function vaultRoom(
  db: Pick<Tx, '$queryRaw'>,
  tenantId: string,
  quotaDiskBytes: bigint,
  { fillingId = null }: { fillingId?: string | null } = {},
): Promise<VaultRoom> {
  const [sum] = await db.$queryRaw<{ used: number; empty: number; dedicated: number }[]>`
    SELECT coalesce(sum(each."bytes"), 0)::float8 AS "used",
      coalesce(sum(each."bytes") FILTER (WHERE each."isEmpty"), 0)::float8 AS "empty",
      count(*) FILTER (WHERE each."isDedicated")::int AS "dedicated"
    FROM (SELECT v."isDedicated",
        v."id" IS DISTINCT FROM ${fillingId}::uuid
          AND NOT EXISTS (SELECT 1 FROM "Instance" i WHERE i."vaultId" = v."id") AS "isEmpty",
        greatest(v."sizeBytes", (SELECT max((j."params"->>'sizeBytes')::bigint) FROM "Job" j
          WHERE j."subjectKey" = 'vault:' || v."id" AND j."kind" = 'grow-vault'
            AND j."state" = ANY(${[...unfinishedJobStates]}))) AS "bytes"
      FROM "Vault" v WHERE v."tenantId" = ${tenantId}::uuid AND v."state" <> 'shredded') each`;
  const { used = 0, empty = 0, dedicated = 0 } = sum ?? {};
  const limitBytes = ampleSizeFor(Number(quotaDiskBytes)) + dedicated * dedicatedExtraBytes;
  return { limitBytes, leftBytes: Math.max(0, limitBytes - used), emptyBytes: empty };
}
