import { randomUUID } from 'node:crypto';
import type { Prisma, Tx } from '#server/db.ts';
import type { Chosen } from '#server/instances/kinds/kind.ts';
import type { InstanceKind } from '#server/instances/kinds/schema.ts';
import { sealSecrets } from './secrets-of.ts';

type Input = {
  instanceId: string;
  kind: InstanceKind;
  deployment: NonNullable<Chosen['deployment']>;
  by: { actorId: string | null; actorName: string };
};

/** The row of the next version of an instance. The caller holds the instance's row, so that no number is given twice. */
export async function insertDeployment(
  tx: Tx,
  { instanceId, kind, deployment, by }: Input,
): Promise<{ id: string; number: number }> {
  const id = randomUUID();
  const { _max } = await tx.deployment.aggregate({ where: { instanceId }, _max: { number: true } });
  const number = (_max.number ?? 0) + 1;
  await tx.deployment.create({
    data: {
      ...{ id, instanceId, number, kind },
      ...{ actorId: by.actorId, actorName: by.actorName },
      settings: deployment.settings as Prisma.InputJsonObject,
      secrets: sealSecrets(id, deployment.secrets ?? {}),
    },
  });
  return { id, number };
}
