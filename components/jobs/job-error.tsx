import { useTranslations } from 'next-intl';
import type { JobView } from '#server/jobs-view/schema.ts';

/** Why a job failed, in the reader's language where the catalogue knows the reason. */
export function JobError({ error }: { error: NonNullable<JobView['error']> }) {
  const t = useTranslations('errors');
  const key = error.reason as Parameters<typeof t>[0];
  return <>{t.has(key) ? t(key, error.params as never) : error.message}</>;
}
