import { useTranslations } from 'next-intl';
import { CopyText } from '#components/ui/copy-text.tsx';
import { DateTime } from '#components/ui/format/date-time.tsx';
import { KeyValues } from '#components/ui/key-values.tsx';
import { Section } from '#components/ui/section.tsx';
import type { TenantDetail } from '#server/tenants/schema.ts';

export function TenantFacts({ tenant, project }: { tenant: TenantDetail; project: string }) {
  const t = useTranslations('tenants');
  const { owner } = tenant;
  return (
    <Section framed title={t('detail.facts')}>
      <KeyValues
        items={[
          { label: t('detail.owner'), value: owner ? owner.email : t('noOwner') },
          {
            label: t('detail.planSet'),
            value: tenant.planSet ? tenant.planSet.name : t('form.defaultPlanSet'),
          },
          { label: t('detail.subnet'), value: tenant.subnet && <CopyText value={tenant.subnet} /> },
          { label: t('detail.project'), value: <CopyText value={project} /> },
          { label: t('detail.created'), value: <DateTime value={tenant.createdAt} /> },
        ]}
      />
    </Section>
  );
}
