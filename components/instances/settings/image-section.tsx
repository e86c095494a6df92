import { useTranslations } from 'next-intl';
import { MakeImageDialog } from '#components/images/own/make-image-dialog.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { Section } from '#components/ui/section.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import type { CreateOptions } from '#server/instances/create-options-schema.ts';
import { factsOf } from '#server/instances/kinds/schema.ts';
import type { InstanceView } from '#server/instances/schema.ts';
import { paths } from '#server/paths.ts';
import { useWhyNot } from '../use-why-not.ts';

interface ImageSectionProps {
  instance: InstanceView;
  quota: CreateOptions['quota'];
  forbidden: string | undefined;
  action: FormAction;
}

/** An image of one's own, to make others of. */
export function ImageSection({ instance, quota, forbidden, action }: ImageSectionProps) {
  const t = useTranslations('images.own.make');
  const { id, tenant } = instance;
  const refusal = useRefusal({ instance, quota, forbidden });
  return (
    <Section
      framed
      title={t('ofIt')}
      description={
        <>
          {t('ofItAbout')} <TextLink href={paths.images(tenant.slug)}>{t('all')}</TextLink>
        </>
      }
    >
      <div className="flex flex-wrap items-center gap-2">
        <MakeImageDialog variant="secondary" refusal={refusal} action={action}>
          <input type="hidden" name="instanceId" value={id} />
        </MakeImageDialog>
        {refusal && <span className="text-sm text-ink-3">{refusal}</span>}
      </div>
    </Section>
  );
}

/** What would still be in the way when it is stopped goes before that it is to be stopped. */
function useRefusal({ instance, quota, forbidden }: Omit<ImageSectionProps, 'action'>): string | undefined {
  const t = useTranslations('images.own.make');
  const tErrors = useTranslations('errors');
  const whyNot = useWhyNot(forbidden)('make-image', instance);
  const { name, vault, kind } = instance;
  if (forbidden || factsOf(kind).disk !== 'image') return whyNot;
  if (vault) return tErrors('image-of-vault', { name, vault: vault.name });
  return quota.diskBytes.left > 0 ? whyNot : t('noRoom');
}
