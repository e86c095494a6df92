import { useTranslations } from 'next-intl';
import { Badge } from '#components/ui/badge.tsx';
import { DateTime } from '#components/ui/format/date-time.tsx';
import { type Column, DataTable } from '#components/ui/table/data-table.tsx';
import type { MemberView } from '#server/team/schema.ts';
import { MemberMenu } from './member-menu.tsx';
import type { TeamActions, TeamReader } from './team-actions.ts';

interface MemberTableProps {
  tenant: { id: string; name: string };
  members: MemberView[];
  reader: TeamReader;
  actions: TeamActions;
}

export function MemberTable({ tenant, members, reader, actions }: MemberTableProps) {
  const t = useTranslations('team');
  const columns: Column<MemberView>[] = [
    { key: 'name', header: t('members.column.name'), primary: true, cell: (member) => <Who {...member} /> },
    {
      key: 'role',
      header: t('members.column.role'),
      cell: ({ role }) => <Badge tone={role === 'owner' ? 'accent' : 'neutral'}>{t(`roles.${role}`)}</Badge>,
    },
    {
      key: 'joined',
      header: t('members.column.joined'),
      from: 'lg',
      cell: ({ joinedAt }) => <DateTime value={joinedAt} precision="day" />,
    },
    {
      key: 'actions',
      header: t('members.column.actions'),
      actions: true,
      cell: (member) => <MemberMenu tenant={tenant} member={member} reader={reader} actions={actions} />,
    },
  ];
  return (
    <DataTable
      caption={t('members.caption', { tenant: tenant.name })}
      columns={columns}
      rows={members}
      rowKey={(member) => member.userId}
    />
  );
}

function Who({ name, email, isSelf }: MemberView) {
  const t = useTranslations('team.members');
  return (
    <span className="flex min-w-0 flex-col">
      <span className="flex flex-wrap items-center gap-2">
        <span className="font-medium wrap-anywhere">{name || email}</span>
        {isSelf && <Badge tone="info">{t('self')}</Badge>}
      </span>
      {name && <span className="text-sm wrap-anywhere text-ink-3">{email}</span>}
    </span>
  );
}
