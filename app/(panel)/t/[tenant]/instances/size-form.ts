import { ownSize } from '#components/instances/create/draft.ts';

/** A form posts every field: one that was left empty, and the choice of no plan, say nothing. */
export function withoutBlanks(raw: unknown): Record<string, unknown> {
  const entries = Object.entries(raw as Record<string, unknown>);
  return Object.fromEntries(
    entries.filter(([key, value]) => value !== '' && !(key === 'planId' && value === ownSize)),
  );
}
