import Disc from 'lucide-react/icons/disc';
import { useTranslations } from 'next-intl';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import type { IsoView } from '#server/vms/schema.ts';
import { AddIso } from './add-iso.tsx';
import type { IsoActions } from './iso-actions.ts';
import { IsoTable } from './iso-table.tsx';

interface IsosPageProps {
  tenant: { slug: string; name: string };
  isos: IsoView[];
  /** Why the reader may not change anything, if so. */
  forbidden: string | undefined;
  actions: IsoActions;
}

/** The discs of an account, and the way to a new one. */
export function IsosPage({ tenant, isos, forbidden, actions }: IsosPageProps) {
  const t = useTranslations('vms');
  return (
    <>
      <PageHeader title={t('title')} description={<span className="max-w-3xl">{t('about')}</span>} />
      {isos.length > 0 ? (
        <IsoTable tenant={tenant} isos={isos} forbidden={forbidden} remove={actions.remove} />
      ) : (
        <EmptyState title={t('empty.title')} icon={<Disc />}>
          {t('empty.body')}
        </EmptyState>
      )}
      <div className="mt-8 max-w-2xl">
        <AddIso tenant={tenant.slug} forbidden={forbidden} action={actions.bringIn} />
      </div>
    </>
  );
}
