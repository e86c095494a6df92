import { useErrorText } from '#components/errors/use-error-text.ts';
import type { NodeKind } from '#server/nodes/schema.ts';

/** Why a node cannot run a kind, in the reader's language; undefined for one that it can. */
export function useKindReason() {
  const text = useErrorText();
  return ({ reasonKey, reason, params }: NodeKind): string | undefined =>
    text(reasonKey, params, reason) ?? undefined;
}
