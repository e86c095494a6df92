import { useTranslations } from 'next-intl';
import type { Change } from '#server/reconcile/schema.ts';

/** Each change in a line: the key, what it is, and what it would be. */
export function PlannedChanges({ changes }: { changes: Change[] }) {
  const t = useTranslations('findings.detail');
  if (changes.length === 0) return null;
  return (
    <ul className="mt-0.5 flex flex-col gap-0.5 font-mono text-sm font-normal text-ink-2">
      {changes.map(({ what, is, wanted }) => (
        <li key={`${what} ${is} ${wanted}`} className="wrap-anywhere">
          {what}: {is ?? t('nothing')} → {wanted ?? t('nothing')}
        </li>
      ))}
    </ul>
  );
}
