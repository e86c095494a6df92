import { useTranslations } from 'next-intl';
import { ActionButton } from '#components/ui/action/action-button.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { Section } from '#components/ui/section.tsx';
import type { TenantDetail } from '#server/tenants/schema.ts';
import { useWhyNot } from './use-why-not.ts';

interface TenantDangerProps {
  tenant: TenantDetail;
  remove: FormAction;
}

/** The end of the page: deleting the tenant, or why that cannot be. */
export function TenantDanger({ tenant, remove }: TenantDangerProps) {
  const t = useTranslations('tenants');
  const { id, name } = tenant;
  return (
    <Section title={t('detail.danger')} description={t('detail.dangerBody')} tone="danger">
      <ActionButton
        action={remove}
        fields={{ id, confirmName: name }}
        label={t('action.delete')}
        pendingLabel={t('action.deleting')}
        variant="danger"
        disabledReason={useWhyNot()('delete', tenant)}
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
