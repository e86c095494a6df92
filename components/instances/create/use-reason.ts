import { useTranslations } from 'next-intl';

type Offered = { reason: string | null; reasonKey: string | null; params: Record<string, string> };

/** What is on offer with the reason against it in the reader's language: the form itself knows no error messages. */
export function useReason() {
  const t = useTranslations('errors');
  return <T extends Offered>(offered: T): T => {
    const { reasonKey, params } = offered;
    const isKnown = reasonKey !== null && t.has(reasonKey as 'internal');
    return isKnown ? { ...offered, reason: t(reasonKey as 'internal', params as never) } : offered;
  };
}
