import { useTranslations } from 'next-intl';
import type { NodeKind } from '#server/nodes/schema.ts';

/** Why a node cannot run a kind, in the reader's language; undefined for one that it can. */
export function useKindReason() {
  const t = useTranslations('errors');
  return ({ reasonKey, reason, params }: NodeKind): string | undefined =>
    reasonKey ? t(reasonKey, params as never) : (reason ?? undefined);
}
