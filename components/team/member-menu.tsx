import { useTranslations } from 'next-intl';
import { ActionMenu, type ActionMenuItem } from '#components/ui/menu/action-menu.tsx';
import { type MemberView, role as roleSchema } from '#server/team/schema.ts';
import type { TeamActions, TeamReader } from './team-actions.ts';

type Role = MemberView['role'];
type ActionItem = Extract<ActionMenuItem, { kind: 'action' }>;

interface MemberMenuProps {
  tenant: { id: string; name: string };
  member: MemberView;
  reader: TeamReader;
  actions: TeamActions;
}

/** What can be done with a member; what cannot says why, by the same rules as the server's. */
export function MemberMenu({ tenant, member, reader, actions }: MemberMenuProps) {
  const t = useTranslations('team.members');
  const whyNot = useWhyNot(member, reader);
  const name = member.name || member.email;
  const fields = { tenantId: tenant.id, userId: member.userId };
  const roleItem = (role: Role): ActionItem => ({
    kind: 'action',
    label: t('makeRole', { role }),
    pendingLabel: t('changing'),
    action: actions.changeMemberRoleAction,
    fields: { ...fields, role },
    disabledReason: whyNot(role),
    confirm: roleQuestion(role, t, { name, isSelf: member.isSelf }),
  });
  const end = member.isSelf ? 'leave' : 'remove';
  const body = { leave: t('leaveBody'), remove: t('removeBody', { email: member.email }) };
  const roleItems = roleSchema.options.filter((role) => role !== member.role).map(roleItem);
  const items: ActionMenuItem[] = [
    ...once(roleItems, t('changeRole')),
    { kind: 'separator' },
    {
      kind: 'action',
      label: t(end, { tenant: tenant.name }),
      pendingLabel: t(end === 'leave' ? 'leaving' : 'removing'),
      action: actions.removeMemberAction,
      fields,
      tone: 'danger',
      disabledReason: whyNot('gone'),
      confirm: {
        title: t(`${end}Title`, { name, tenant: tenant.name }),
        body: body[end],
        confirmLabel: t(`${end}Confirm`),
      },
    },
  ];
  return <ActionMenu label={t('actionsOf', { name })} items={items} />;
}

/** Where all are refused for one reason, one entry says it. */
function once(items: ActionItem[], label: string): ActionItem[] {
  const [first] = items;
  if (!first?.disabledReason) return items;
  const isSame = items.every((item) => item.disabledReason === first.disabledReason);
  return isSame ? [{ ...first, label }] : items;
}

/** Why the member cannot get this role, or go. */
function useWhyNot(member: MemberView, reader: TeamReader) {
  const t = useTranslations('errors');
  return (next: Role | 'gone'): string | undefined => {
    const isLeaving = next === 'gone' && member.isSelf;
    if (reader.forbidden && !isLeaving) return reader.forbidden;
    const touchesOwner = next === 'owner' || member.role === 'owner';
    if (touchesOwner && !reader.isOwner && !isLeaving) return t('owner-only');
    return member.isLastOwner ? t('last-owner') : undefined;
  };
}

type Translate = ReturnType<typeof useTranslations<'team.members'>>;

function roleQuestion(role: Role, t: Translate, { name, isSelf }: { name: string; isSelf: boolean }) {
  if (isSelf) {
    const confirmLabel = t('makeRole', { role });
    return { title: t('selfTitle'), body: t('selfBody'), confirmLabel, tone: 'plain' as const };
  }
  if (role !== 'owner') return undefined;
  const title = t('ownerTitle', { name });
  return { title, body: t('ownerBody'), confirmLabel: t('makeRole', { role }), tone: 'plain' as const };
}
