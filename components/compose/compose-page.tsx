import { useTranslations } from 'next-intl';
import { useReason } from '#components/instances/create/use-reason.ts';
import { useCreateRefusal } from '#components/instances/use-create-refusal.ts';
import { Breadcrumb } from '#components/ui/breadcrumb.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { PageHeader } from '#components/ui/page-header.tsx';
import type { CreateOptions } from '#server/instances/create-options-schema.ts';
import { paths } from '#server/paths.ts';
import type { TenantView } from '#server/tenants/schema.ts';
import { ComposeForm } from './compose-form.tsx';
import type { ReadFile } from './use-reading.ts';

interface ComposePageProps {
  tenant: TenantView;
  options: CreateOptions;
  forbidden: string | undefined;
  read: ReadFile;
  create: FormAction;
}

export function ComposePage({ tenant, options, forbidden, read, create }: ComposePageProps) {
  const t = useTranslations('compose');
  const tInstances = useTranslations('instances');
  const tLayout = useTranslations('layout');
  const inWords = useReason();
  const refusal = useCreateRefusal()(tenant, forbidden);
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('about')}
        breadcrumb={
          <Breadcrumb
            label={tLayout('breadcrumb')}
            items={[
              { label: tInstances('title'), href: paths.instances(tenant.slug) },
              { label: t('title') },
            ]}
          />
        }
      />
      <ComposeForm
        options={{ ...options, kinds: options.kinds.map(inWords), vaults: inWords(options.vaults) }}
        {...{ refusal, read, create }}
      />
    </>
  );
}
