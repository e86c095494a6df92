import type { Why } from '#server/why/schema.ts';
import { useErrorText } from './use-error-text.ts';

/** Why something is in its state, in the reader's language; null: nothing is wrong. */
export function useWhy() {
  const text = useErrorText();
  return ({ stateReason, reason, reasonParams }: Why): string | null =>
    stateReason && text(reason, reasonParams, stateReason);
}
