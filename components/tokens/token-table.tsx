import Trash from 'lucide-react/icons/trash-2';
import { useTranslations } from 'next-intl';
import { ActionButton } from '#components/ui/action/action-button.tsx';
import { Badge } from '#components/ui/badge.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { DateTime } from '#components/ui/format/date-time.tsx';
import { TimeAgo } from '#components/ui/format/time-ago.tsx';
import { type Column, DataTable } from '#components/ui/table/data-table.tsx';
import type { ApiTokenView } from '#server/api-tokens/schema.ts';

export function TokenTable({ tokens, revoke }: { tokens: ApiTokenView[]; revoke: FormAction }) {
  const t = useTranslations('tokens');
  const columns: Column<ApiTokenView>[] = [
    { key: 'name', header: t('column.name'), primary: true, cell: (token) => <Name {...token} /> },
    {
      key: 'access',
      header: t('column.access'),
      cell: ({ access }) => (
        <Badge tone={access === 'write' ? 'warn' : 'neutral'}>{t(`access.${access}`)}</Badge>
      ),
    },
    { key: 'owner', header: t('column.owner'), from: 'lg', cell: ({ owner }) => owner },
    {
      key: 'last-used',
      header: t('column.lastUsed'),
      cell: ({ lastUsedAt }) => (lastUsedAt ? <TimeAgo value={lastUsedAt} /> : t('never')),
    },
    { key: 'expires', header: t('column.expires'), cell: (token) => <Expiry {...token} /> },
    {
      key: 'actions',
      header: t('column.actions'),
      actions: true,
      cell: (token) => <Revoke token={token} action={revoke} />,
    },
  ];
  return <DataTable caption={t('caption')} columns={columns} rows={tokens} rowKey={(token) => token.id} />;
}

function Name({ name, prefix }: ApiTokenView) {
  return (
    <span className="flex min-w-0 flex-col">
      <span className="font-medium wrap-anywhere">{name}</span>
      <code className="text-sm text-ink-3">{prefix}…</code>
    </span>
  );
}

function Expiry({ expiresAt, isExpired }: ApiTokenView) {
  const t = useTranslations('tokens');
  if (expiresAt === null) return t('noExpiry');
  if (isExpired) return <Badge tone="danger">{t('expired')}</Badge>;
  return <DateTime value={expiresAt} precision="day" />;
}

function Revoke({ token: { id, name, prefix }, action }: { token: ApiTokenView; action: FormAction }) {
  const t = useTranslations('tokens.revoke');
  return (
    <ActionButton
      iconOnly
      size="sm"
      variant="ghost"
      action={action}
      fields={{ id }}
      label={t('label', { name })}
      pendingLabel={t('pending')}
      icon={<Trash />}
      confirm={{ title: t('title', { name }), body: t('body', { prefix }), confirmLabel: t('confirm') }}
    />
  );
}
