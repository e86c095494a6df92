import { useTranslations } from 'next-intl';
import { Badge, type BadgeTone } from '#components/ui/badge.tsx';
import { TimeAgo } from '#components/ui/format/time-ago.tsx';
import { Section } from '#components/ui/section.tsx';
import { type Column, DataTable } from '#components/ui/table/data-table.tsx';
import type { NodeWarning } from '#server/nodes/schema.ts';

/** `warnings` is null while the engine does not answer. */
export function NodeWarnings({ warnings }: { warnings: NodeWarning[] | null }) {
  const t = useTranslations('nodes.warnings');
  const columns = useColumns();
  return (
    <Section title={t('title')} description={t('about')}>
      {warnings === null && <p className="text-ink-2">{t('noAnswer')}</p>}
      {warnings?.length === 0 && <p className="text-ink-2">{t('none')}</p>}
      {warnings && warnings.length > 0 && (
        <DataTable
          caption={t('caption')}
          columns={columns}
          rows={warnings}
          rowKey={(warning) => warning.id}
        />
      )}
    </Section>
  );
}

const tones: Record<string, BadgeTone> = { low: 'neutral', moderate: 'warn', high: 'danger' };

function useColumns(): Column<NodeWarning>[] {
  const t = useTranslations('nodes.warnings');
  const severity = (word: string) =>
    word === 'low' || word === 'moderate' || word === 'high' ? t(`severities.${word}`) : word;
  return [
    { key: 'what', header: t('what'), primary: true, cell: ({ type }) => type },
    { key: 'message', header: t('message'), cell: ({ message }) => message },
    {
      key: 'severity',
      header: t('severity'),
      cell: (warning) => (
        <Badge tone={tones[warning.severity] ?? 'neutral'}>{severity(warning.severity)}</Badge>
      ),
    },
    {
      key: 'last',
      header: t('last'),
      cell: ({ lastSeenAt }) => lastSeenAt && <TimeAgo value={lastSeenAt} />,
    },
  ];
}
