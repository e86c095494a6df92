import { useTranslations } from 'next-intl';
import { ActionButton } from '#components/ui/action/action-button.tsx';
import { Section } from '#components/ui/section.tsx';
import type { TenantDetail, TenantEnd } from '#server/tenants/schema.ts';
import type { TenantActions } from './tenant-actions.ts';
import { useWhyNot } from './use-why-not.ts';

interface TenantDangerProps {
  tenant: TenantDetail;
  end: TenantEnd;
  actions: Pick<TenantActions, 'remove' | 'end'>;
}

/** The bottom of the page: an empty tenant is deleted at once, one that has something is ended after a grace time. */
export function TenantDanger({ tenant, end, actions }: TenantDangerProps) {
  if (tenant.endAfter || tenant.state === 'deleting') return null;
  const isEmpty = end.instances + end.vaults + end.isos === 0;
  if (isEmpty) return <Delete tenant={tenant} action={actions.remove} />;
  return <End tenant={tenant} end={end} action={actions.end} />;
}

function Delete({ tenant, action }: { tenant: TenantDetail; action: TenantActions['remove'] }) {
  const t = useTranslations('tenants');
  const { id, name } = tenant;
  return (
    <Section title={t('detail.danger')} description={t('detail.dangerBody')} tone="danger">
      <ActionButton
        action={action}
        fields={{ id, confirmName: name }}
        label={t('action.delete')}
        pendingLabel={t('action.deleting')}
        variant="danger"
        disabledReason={useWhyNot()('delete', { ...tenant, used: { ...tenant.used, instances: 0 } })}
        confirm={{
          title: t('action.deleteTitle', { name }),
          body: t('action.deleteBody'),
          confirmLabel: t('action.deleteConfirm'),
          typeName: name,
          tone: 'danger',
        }}
      />
    </Section>
  );
}

type EndProps = Pick<TenantDangerProps, 'tenant' | 'end'> & { action: TenantActions['end'] };

function End({ tenant, end: { instances, vaults, isos, days }, action }: EndProps) {
  const t = useTranslations('tenants.end');
  const { id, name } = tenant;
  const words = { name, instances, vaults, isos, days };
  return (
    <Section title={t('title')} description={t('about', words)} tone="danger">
      <ActionButton
        action={action}
        fields={{ id, confirmName: name }}
        label={t('action')}
        pendingLabel={t('pending')}
        variant="danger"
        disabledReason={useWhyNot()('end', tenant)}
        confirm={{
          title: t('confirmTitle', words),
          body: t('confirmBody', words),
          confirmLabel: t('confirm'),
          typeName: name,
          tone: 'danger',
        }}
      />
    </Section>
  );
}
