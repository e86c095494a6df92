import PackageOpen from 'lucide-react/icons/package-open';
import Plus from 'lucide-react/icons/plus';
import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import type { RegistryView } from '#server/registries/schema.ts';
import { AddRegistryDialog } from './add-registry-dialog.tsx';
import type { RegistryActions } from './registry-actions.ts';
import { RegistryTable } from './registry-table.tsx';

interface RegistriesPageProps {
  tenant: { slug: string; name: string };
  registries: RegistryView[];
  /** Why the reader may not change anything, if so. */
  forbidden: string | undefined;
  actions: RegistryActions;
}

export function RegistriesPage({ tenant, registries, forbidden, actions }: RegistriesPageProps) {
  const t = useTranslations('registries');
  const button = (
    <Button variant="primary" disabledReason={forbidden}>
      <Plus aria-hidden />
      {t('add.open')}
    </Button>
  );
  const add = forbidden ? (
    button
  ) : (
    <AddRegistryDialog tenant={tenant.slug} action={actions.create} trigger={button} />
  );
  return (
    <>
      <PageHeader title={t('title')} description={t('about')} actions={registries.length > 0 && add} />
      {registries.length > 0 ? (
        <RegistryTable {...{ tenant, registries, forbidden, actions }} />
      ) : (
        <EmptyState title={t('empty.title')} icon={<PackageOpen />} action={add}>
          <p>{t('empty.body')}</p>
          <p className="mt-4 mb-1.5 text-sm">{t('empty.how')}</p>
          <pre className="overflow-x-auto rounded-md bg-inset px-3 py-2 text-start font-mono text-sm">
            <b>registry.example.org:5000</b>/team/web:1.4{'\n'}postgres:17
          </pre>
          {forbidden && <p className="mt-3 text-sm">{t('empty.forbidden')}</p>}
        </EmptyState>
      )}
    </>
  );
}
