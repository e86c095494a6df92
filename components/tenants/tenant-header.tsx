import ExternalLink from 'lucide-react/icons/external-link';
import { useTranslations } from 'next-intl';
import { AdminBreadcrumb } from '#components/admin/admin-breadcrumb.tsx';
import { ActionButton } from '#components/ui/action/action-button.tsx';
import { LinkButton } from '#components/ui/button/link-button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { paths } from '#server/paths.ts';
import type { TenantDetail } from '#server/tenants/schema.ts';
import { SuspendButton } from './suspend-button.tsx';
import type { TenantActions } from './tenant-actions.ts';
import { TenantState } from './tenant-state.tsx';
import { useWhyNot } from './use-why-not.ts';

interface TenantHeaderProps {
  tenant: TenantDetail;
  actions: TenantActions;
}

export function TenantHeader({ tenant, actions }: TenantHeaderProps) {
  const t = useTranslations('tenants');
  return (
    <PageHeader
      title={tenant.name}
      breadcrumb={<AdminBreadcrumb list={t('title')} href={paths.adminTenants()} here={tenant.name} />}
      description={
        <>
          <TenantState tenant={tenant} />
          <span className="font-mono text-sm">{tenant.slug}</span>
        </>
      }
      actions={
        <>
          <LinkButton href={paths.instances(tenant.slug)} variant="ghost">
            <ExternalLink aria-hidden />
            {t('detail.openPanel')}
          </LinkButton>
          <MainAction tenant={tenant} actions={actions} />
        </>
      }
    />
  );
}

/** What matters in this state: to suspend, to lift it, or to try once more. */
function MainAction({ tenant, actions }: TenantHeaderProps) {
  const t = useTranslations('tenants.action');
  const whyNot = useWhyNot();
  const fields = { id: tenant.id };
  if (tenant.state === 'suspended') {
    return (
      <ActionButton
        {...{ action: actions.unsuspend, fields, variant: 'primary' }}
        {...{ label: t('unsuspend'), pendingLabel: t('unsuspending') }}
        disabledReason={whyNot('unsuspend', tenant)}
      />
    );
  }
  if (tenant.state === 'failed') {
    return (
      <ActionButton
        {...{ action: actions.retry, fields, variant: 'primary' }}
        {...{ label: t('retry'), pendingLabel: t('retrying') }}
        disabledReason={whyNot('retry', tenant)}
      />
    );
  }
  return (
    <SuspendButton tenant={tenant} action={actions.suspend} disabledReason={whyNot('suspend', tenant)} />
  );
}
