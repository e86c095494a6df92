import { type Actor, actorId, actorName } from '#server/auth/actor.ts';
import type { Tx } from '#server/db.ts';
import type { VaultEventKind } from './schema.ts';

/** Who did it, as a history shows it. */
export type By = { kind: string; id: string | null; name: string };

type Event = {
  vaultId: string;
  what: VaultEventKind;
  by: By;
  /** For what it was done. */
  jobId?: string | undefined;
  instance?: { id: string; name: string } | undefined;
  note?: string | undefined;
};

/** A line of a vault's history, which the customer reads. */
export async function recordVaultEvent(
  tx: Pick<Tx, 'vaultEvent'>,
  { vaultId, what, by, jobId, instance, note }: Event,
): Promise<void> {
  await tx.vaultEvent.create({
    data: {
      vaultId,
      what,
      actorKind: by.kind,
      actorId: by.id,
      actorName: by.name,
      jobId: jobId ?? null,
      instanceId: instance?.id ?? null,
      instanceName: instance?.name ?? null,
      note: note ?? null,
    },
  });
}

export function byActor(actor: Actor): By {
  return { kind: actor.kind, id: actorId(actor), name: actorName(actor) };
}

/** What nobody asked for by hand. */
export const bySystem: By = { kind: 'system', id: null, name: 'Berth' };

/** Whoever asked for the job. */
export async function byJob(db: Pick<Tx, 'job'>, jobId: string): Promise<By> {
  const select = { actorId: true, actorName: true } as const;
  const job = await db.job.findUnique({ where: { id: jobId }, select });
  if (!job) return bySystem;
  return { kind: job.actorId ? 'user' : 'system', id: job.actorId, name: job.actorName };
}
