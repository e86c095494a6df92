import Disc3 from 'lucide-react/icons/disc-3';
import { useTranslations } from 'next-intl';
import { useWhyNot } from '#components/instances/use-why-not.ts';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import type { ImageView } from '#server/images/schema.ts';
import type { InstanceView } from '#server/instances/schema.ts';
import { type ImageSource, MakeImageOf } from './make-image-of.tsx';
import type { OwnImageActions } from './own-image-actions.ts';
import { OwnImageTable } from './own-image-table.tsx';

interface OwnImagesPageProps {
  tenant: { slug: string; name: string };
  images: ImageView[];
  instances: InstanceView[];
  /** Why the reader may not change anything, if so. */
  forbidden: string | undefined;
  actions: OwnImageActions;
}

/** What an account has made of its own instances. */
export function OwnImagesPage({ tenant, images, instances, forbidden, actions }: OwnImagesPageProps) {
  const t = useTranslations('images.own');
  const sources = useSources(instances);
  const make = <MakeImageOf sources={sources} forbidden={forbidden} action={actions.create} />;
  return (
    <>
      <PageHeader
        title={t('title')}
        description={<p className="max-w-3xl">{t('about')}</p>}
        actions={images.length > 0 && make}
      />
      {images.length > 0 ? (
        <OwnImageTable tenant={tenant} images={images} forbidden={forbidden} actions={actions} />
      ) : (
        <EmptyState title={t('empty.title')} icon={<Disc3 />} action={make}>
          <p>{t('empty.body')}</p>
        </EmptyState>
      )}
    </>
  );
}

/** Worked out here: the browser gets the words of a refusal, and not those of all. */
function useSources(instances: InstanceView[]): ImageSource[] {
  const t = useTranslations('images.own.make');
  const whyNot = useWhyNot(undefined);
  return instances.map((instance) => ({
    id: instance.id,
    name: instance.name,
    refusal: instance.vault ? t('inVault', { vault: instance.vault.name }) : whyNot('make-image', instance),
  }));
}
