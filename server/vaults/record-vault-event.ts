import { actorId, actorName } from '#server/auth/actor.ts';
import type { Ctx } from '#server/context.ts';
import type { Tx } from '#server/db.ts';
import type { VaultEventKind } from './schema.ts';

type Event = {
  vaultId: string;
  what: VaultEventKind;
  /** For what it was done. */
  jobId?: string | undefined;
  instance?: { id: string; name: string } | undefined;
  note?: string | undefined;
};

/** A line of a vault's history, which the customer reads. */
export async function recordVaultEvent(
  { actor }: Pick<Ctx, 'actor'>,
  tx: Pick<Tx, 'vaultEvent'>,
  { vaultId, what, jobId, instance, note }: Event,
): Promise<void> {
  await tx.vaultEvent.create({
    data: {
      vaultId,
      what,
      actorKind: actor.kind,
      actorId: actorId(actor),
      actorName: actorName(actor),
      jobId: jobId ?? null,
      instanceId: instance?.id ?? null,
      instanceName: instance?.name ?? null,
      note: note ?? null,
    },
  });
}
