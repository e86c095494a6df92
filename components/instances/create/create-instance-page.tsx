import { useTranslations } from 'next-intl';
import { KindComparisonCards } from '#components/comparison/kind-comparison-cards.tsx';
import { Breadcrumb } from '#components/ui/breadcrumb.tsx';
import { LinkButton } from '#components/ui/button/link-button.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { PageHeader } from '#components/ui/page-header.tsx';
import type { Comparison } from '#server/comparison/schema.ts';
import type { CreateOptions } from '#server/instances/create-options-schema.ts';
import { paths } from '#server/paths.ts';
import type { TenantView } from '#server/tenants/schema.ts';
import { useCreateRefusal } from '../use-create-refusal.ts';
import { CreateInstanceForm } from './create-instance-form.tsx';
import type { Draft } from './draft.ts';
import type { KindView } from './kind-choice.tsx';
import { useReason } from './use-reason.ts';

interface CreateInstancePageProps {
  tenant: TenantView;
  options: CreateOptions;
  wish: Partial<Draft> | undefined;
  by: KindView;
  comparison: Comparison;
  forbidden: string | undefined;
  origin: string;
  create: FormAction;
  addKey: FormAction;
}

export function CreateInstancePage(props: CreateInstancePageProps) {
  const { tenant, options, forbidden, comparison, ...form } = props;
  const t = useTranslations('instances');
  const tLayout = useTranslations('layout');
  const inWords = useReason();
  const refusal = useCreateRefusal()(tenant, forbidden);
  return (
    <>
      <PageHeader
        title={t('create.title')}
        description={t('create.about')}
        actions={<LinkButton href={paths.compose(tenant.slug)}>{t('fromCompose')}</LinkButton>}
        breadcrumb={
          <Breadcrumb
            label={tLayout('breadcrumb')}
            items={[{ label: t('title'), href: paths.instances(tenant.slug) }, { label: t('create.title') }]}
          />
        }
      />
      <CreateInstanceForm
        {...form}
        options={{ ...options, kinds: options.kinds.map(inWords), vaults: inWords(options.vaults) }}
        measured={comparison.items.map(({ kind, start, memory }) => ({ kind, start, memory }))}
        comparison={<KindComparisonCards items={comparison.items} />}
        refusal={refusal}
      />
    </>
  );
}
