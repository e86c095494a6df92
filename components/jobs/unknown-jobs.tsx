import { useTranslations } from 'next-intl';
import { Callout } from '#components/ui/callout.tsx';
import type { UnknownJobs as Unknown } from '#server/jobs-view/schema.ts';
import { useJobKindName } from './use-job-kind-name.ts';

/** Jobs that would wait for ever without a word. */
export function UnknownJobs({ unknown }: { unknown: readonly Unknown[] }) {
  const t = useTranslations('jobs.unknown');
  const kindName = useJobKindName();
  if (unknown.length === 0) return null;
  const total = unknown.reduce((sum, { count }) => sum + count, 0);
  return (
    <Callout tone="warn" title={t('title', { count: total })}>
      <p>{t('body')}</p>
      <ul className="mt-1 list-disc ps-5">
        {unknown.map(({ kind, version, count }) => (
          <li key={`${kind}:${version}`}>{t('item', { kind: kindName(kind), version, count })}</li>
        ))}
      </ul>
    </Callout>
  );
}
