/**
 * A key that this call may work under. `createdAt` tells it from a later claim of the same key: who
 * writes the row asks for it, so a call that was taken for dead can write nothing any more.
 */
export type Claim = { actorKey: string; key: string; createdAt: Date };

/** Answers are kept so long. */
export const keptSeconds = 24 * 3600;

/**
 * A claim without an answer is taken for a dead process's after so long. No call of the API takes as
 * much; one that would is fenced off.
 */
export const claimSeconds = 20;

/** In the place of an answer's status: the work is in the database, its answer is not yet. */
export const committed = 0;

/** A sealed answer opens in its own row only. */
export function sealedAbout({ actorKey, key }: Pick<Claim, 'actorKey' | 'key'>): string {
  return `idempotency:${actorKey}:${key}`;
}

/** What a call made up opens in its own row only, and not in the place of an answer. */
export function draftAbout(claim: Pick<Claim, 'actorKey' | 'key'>): string {
  return `${sealedAbout(claim)}:draft`;
}
