import type { Tx } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import type { InstanceView } from './schema.ts';
import { type InstanceAction, whyNot } from './states.ts';

type Held = Pick<InstanceView, 'name' | 'state' | 'vcpus' | 'memoryBytes' | 'diskBytes' | 'plan' | 'vault'>;

/**
 * Holds the instance's row until the transaction ends and gives it as it is now: since it was read a job may have
 * ended that gave it another name, size or state. Throws the reason why the action cannot be had any more.
 */
export async function holdFor(tx: Tx, action: InstanceAction, read: InstanceView): Promise<InstanceView> {
  const [row] = await tx.$queryRaw<Held[]>`
    SELECT "name", "state", "vcpus", "memoryBytes"::float8 AS "memoryBytes", "diskBytes"::float8 AS "diskBytes",
      (SELECT json_build_object('id', p.id, 'name', p.name) FROM "Plan" p WHERE p.id = "planId") AS plan,
      (SELECT json_build_object('id', v.id, 'name', v.name, 'state', v.state, 'keyMode', v."keyMode")
        FROM "Vault" v WHERE v.id = "Instance"."vaultId") AS vault
    FROM "Instance" WHERE "id" = ${read.id}::uuid FOR NO KEY UPDATE`;
  if (!row) throw new AppError('not-found', 'not-found');
  const instance = { ...read, ...row };
  const refusal = whyNot(action, instance);
  if (refusal) throw new AppError(refusal.code, refusal.reason, refusal.params);
  return instance;
}
