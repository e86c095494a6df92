import { useTranslations } from 'next-intl';
import { Callout } from '#components/ui/callout.tsx';
import { DateTime } from '#components/ui/format/date-time.tsx';
import type { JobView } from '#server/jobs-view/schema.ts';

/** Who declared a stuck job settled, when and why. */
export function ResolvedNote({
  resolved: { at, byName, reason },
}: {
  resolved: NonNullable<JobView['resolved']>;
}) {
  const t = useTranslations('jobs.stuck');
  return (
    <div className="mb-6 max-w-3xl">
      <Callout title={t('resolvedTitle', { by: byName })}>
        <p className="whitespace-pre-line">
          {t.rich('resolvedAt', { when: () => <DateTime value={at} />, reason })}
        </p>
      </Callout>
    </div>
  );
}
