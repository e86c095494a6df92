import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { DateTime } from '#components/ui/format/date-time.tsx';
import { type Column, DataTable } from '#components/ui/table/data-table.tsx';
import type { AuditEntryView } from '#server/audit/schema.ts';
import { paths } from '#server/paths.ts';
import { targetHref } from './target-href.ts';
import { useActionName } from './use-action-name.ts';
import { useFacts } from './use-facts.ts';

export function AuditTable({ entries }: { entries: AuditEntryView[] }) {
  const t = useTranslations('audit');
  return (
    <DataTable caption={t('caption')} columns={useColumns()} rows={entries} rowKey={(entry) => entry.id} />
  );
}

function useColumns(): Column<AuditEntryView>[] {
  const t = useTranslations('audit');
  const actionName = useActionName();
  return [
    {
      key: 'action',
      header: t('column.action'),
      primary: true,
      cell: (entry) => <What entry={entry} name={actionName(entry.action)} />,
    },
    { key: 'actor', header: t('column.actor'), cell: (entry) => <Actor entry={entry} /> },
    { key: 'tenant', header: t('column.tenant'), from: 'lg', cell: (entry) => <Tenant entry={entry} /> },
    {
      key: 'ip',
      header: t('column.ip'),
      from: 'xl',
      cell: ({ ip }) => ip && <span className="font-mono text-sm">{ip}</span>,
    },
    {
      key: 'at',
      header: t('column.at'),
      width: '13rem',
      cell: ({ at }) => <DateTime value={at} precision="second" />,
    },
  ];
}

const link = 'hover:text-accent-text hover:underline';

function What({ entry, name }: { entry: AuditEntryView; name: string }) {
  const href = targetHref(entry);
  const facts = useFacts()(entry.details);
  // Somebody signing in is who it is done to as well: once is enough.
  const target = entry.targetName === entry.actorName ? null : entry.targetName;
  return (
    <div className="min-w-0 max-w-2xl py-0.5">
      <span>
        {name}{' '}
        {href ? (
          <Link href={href} className={`font-medium wrap-break-word ${link}`}>
            {target}
          </Link>
        ) : (
          <span className="font-medium wrap-break-word">{target}</span>
        )}
      </span>
      {facts && <p className="font-mono text-xs text-ink-3 wrap-anywhere">{facts}</p>}
    </div>
  );
}

function Actor({ entry: { actorKind, actorName } }: { entry: AuditEntryView }) {
  const t = useTranslations('audit');
  if (actorKind === 'system') return <span className="text-ink-2">{t('system')}</span>;
  return <span className="wrap-break-word">{actorName}</span>;
}

function Tenant({ entry: { tenant } }: { entry: AuditEntryView }) {
  if (!tenant) return null;
  return (
    <Link href={paths.adminTenant(tenant.id)} className={link}>
      {tenant.name}
    </Link>
  );
}
