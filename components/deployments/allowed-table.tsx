import { useTranslations } from 'next-intl';
import { Section } from '#components/ui/section.tsx';
import { StateLabel } from '#components/ui/state-label.tsx';
import { type Column, DataTable } from '#components/ui/table/data-table.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import type { AllowedRow, Compared } from './compare-allowed.ts';

const marks = {
  same: 'running',
  less: 'stopped',
  partly: 'stopped',
  different: 'failed',
  unknown: 'stopped',
} as const;

/** What the owner allowed beside what the running process has. */
export function AllowedTable({ rows, otherVersion, evidenceHref }: Compared & { evidenceHref: string }) {
  const t = useTranslations('deployments.allowed');
  const isRunning = rows.some(({ found }) => found !== null);
  const say = (value: string | null) => {
    if (value === null) return <span className="text-ink-3">{t(isRunning ? 'notKnown' : 'notRunning')}</span>;
    const key = `value.${value}`;
    const text = t.has(key as 'title') ? t(key as 'title') : value;
    return <span className="whitespace-pre-wrap wrap-anywhere">{text}</span>;
  };
  const columns: Column<AllowedRow>[] = [
    { key: 'what', header: t('column.what'), primary: true, cell: ({ what }) => t(`what.${what}`) },
    { key: 'allowed', header: t('column.allowed'), cell: ({ allowed }) => say(allowed) },
    { key: 'found', header: t('column.found'), cell: ({ found }) => say(found) },
    {
      key: 'match',
      header: t('column.match'),
      cell: ({ match }) => (
        <span className="flex flex-col gap-0.5">
          <StateLabel kind={marks[match]}>{t(`match.${match}`)}</StateLabel>
          {(match === 'different' || match === 'less' || match === 'partly') && (
            <span className="text-sm text-ink-2">{t(`matchAbout.${match}`)}</span>
          )}
        </span>
      ),
    },
  ];
  const isCompared = rows.every(({ match }) => match !== 'unknown');
  const why = otherVersion === null ? t('matchAbout.unknown') : t('otherVersion', { number: otherVersion });
  return (
    <Section
      title={t('title')}
      description={isCompared ? t('about') : `${t('about')} ${why}`}
      actions={<TextLink href={evidenceHref}>{t('more')}</TextLink>}
    >
      <DataTable caption={t('caption')} columns={columns} rows={rows} rowKey={({ what }) => what} />
    </Section>
  );
}
