import { useTranslations } from 'next-intl';
import type { CreateOptions } from '#server/instances/schema.ts';

type Kinds = CreateOptions['kinds'];

/** The kinds with the reasons against them in the reader's language: the form itself knows no error messages. */
export function useKindReasons(kinds: Kinds): Kinds {
  const t = useTranslations('errors');
  return kinds.map((kind) => {
    const { reasonKey, params } = kind;
    const isKnown = reasonKey !== null && t.has(reasonKey as 'internal');
    return isKnown ? { ...kind, reason: t(reasonKey as 'internal', params as never) } : kind;
  });
}
