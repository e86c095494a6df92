import { useTranslations } from 'next-intl';
import { useErrorText } from '#components/errors/use-error-text.ts';
import type { JobView } from '#server/jobs-view/schema.ts';

/**
 * Why a job failed, in the reader's language where the catalogue knows the reason. Operators read what the node said,
 * and are not sent to their provider to ask.
 */
export function JobError({ error }: { error: NonNullable<JobView['error']> }) {
  const t = useTranslations('jobs.forOperators');
  const text = useErrorText()(error.reason, error.params, error.message);
  const words = error.forOperators;
  if (!words) return <>{text}</>;
  const key = (error.reason ?? '') as Parameters<typeof t>[0];
  return <>{t.has(key) ? t(key, { ...error.params, words } as never) : `${text} (${words})`}</>;
}
