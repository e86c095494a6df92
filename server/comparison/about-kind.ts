import en from '#messages/en/kinds.json' with { type: 'json' };
import type { InstanceKind } from '#server/instances/kinds/schema.ts';
import type { KindComparison } from './schema.ts';

/** What is said of a kind, in English: the panel has the same in the reader's language. */
export function aboutKind(kind: InstanceKind): KindComparison['about'] {
  const { boundary, shared, cannot } = en.compare;
  return { boundary: boundary[kind], shared: shared[kind], cannot: cannot[kind] };
}
