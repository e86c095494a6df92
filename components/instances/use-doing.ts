import { useTranslations } from 'next-intl';

/** What a live job is doing with an instance, in a word: "Starting", "Creating", "Undoing". */
export function useDoing(): (job: { kind: string; state: string }) => string {
  const t = useTranslations('instances.doing');
  return ({ kind, state }) => {
    if (state === 'undoing' || state === 'stuck') return t(state);
    return t.has(kind as 'other') ? t(kind as 'other') : t('other');
  };
}
