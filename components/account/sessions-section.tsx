import LogOut from 'lucide-react/icons/log-out';
import { useTranslations } from 'next-intl';
import { ActionButton } from '#components/ui/action/action-button.tsx';
import { Badge } from '#components/ui/badge.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { DateTime } from '#components/ui/format/date-time.tsx';
import { TimeAgo } from '#components/ui/format/time-ago.tsx';
import { Section } from '#components/ui/section.tsx';
import { type Column, DataTable } from '#components/ui/table/data-table.tsx';
import type { Device, SessionView } from '#server/auth/schema.ts';

interface SessionsSectionProps {
  sessions: SessionView[];
  actions: { revoke: FormAction; revokeOthers: FormAction };
}

export function SessionsSection({ sessions, actions }: SessionsSectionProps) {
  const t = useTranslations('account.sessions');
  const hasOthers = sessions.some((session) => !session.isCurrent);
  const endOthers = (
    <ActionButton
      action={actions.revokeOthers}
      label={t('endOthers.label')}
      pendingLabel={t('endOthers.pending')}
      disabledReason={hasOthers ? undefined : t('endOthers.none')}
      confirm={{
        title: t('endOthers.title'),
        body: t('endOthers.body'),
        confirmLabel: t('endOthers.confirm'),
      }}
    />
  );
  return (
    <Section title={t('title')} description={t('about')} actions={endOthers}>
      <SessionTable sessions={sessions} revoke={actions.revoke} />
    </Section>
  );
}

function SessionTable({ sessions, revoke }: { sessions: SessionView[]; revoke: FormAction }) {
  const t = useTranslations('account.sessions');
  const nameOf = ({ browser, system }: Device) =>
    t('device', { browser: browser ?? 'none', system: system ?? 'none' });
  const columns: Column<SessionView>[] = [
    {
      key: 'device',
      header: t('column.device'),
      primary: true,
      cell: ({ device, isCurrent }) => (
        <span className="inline-flex flex-wrap items-center gap-2">
          <span className="font-medium">{nameOf(device)}</span>
          {isCurrent && <Badge tone="accent">{t('current')}</Badge>}
        </span>
      ),
    },
    {
      key: 'address',
      header: t('column.address'),
      cell: ({ ip }) => (ip ? <code className="text-sm">{ip}</code> : t('unknownAddress')),
    },
    {
      key: 'last-seen',
      header: t('column.lastSeen'),
      cell: ({ lastSeenAt }) => <TimeAgo value={lastSeenAt} />,
    },
    {
      key: 'started',
      header: t('column.started'),
      from: 'lg',
      cell: ({ createdAt }) => <DateTime value={createdAt} />,
    },
    {
      key: 'actions',
      header: t('column.actions'),
      actions: true,
      cell: (session) =>
        session.isCurrent ? null : (
          <EndSession id={session.id} device={nameOf(session.device)} action={revoke} />
        ),
    },
  ];
  return (
    <DataTable caption={t('caption')} columns={columns} rows={sessions} rowKey={(session) => session.id} />
  );
}

function EndSession({ id, device, action }: { id: string; device: string; action: FormAction }) {
  const t = useTranslations('account.sessions.end');
  return (
    <ActionButton
      iconOnly
      size="sm"
      variant="ghost"
      action={action}
      fields={{ id }}
      label={t('label', { device })}
      pendingLabel={t('pending')}
      icon={<LogOut />}
      confirm={{ title: t('title'), body: t('body', { device }), confirmLabel: t('confirm') }}
    />
  );
}
