import { useTranslations } from 'next-intl';

/** What a kind of job is called; one that the catalogue does not know says its own name. */
export function useJobKindName(): (kind: string) => string {
  const t = useTranslations('jobs.kinds');
  return (kind) => (t.has(kind as 'create-instance') ? t(kind as 'create-instance') : kind);
}
