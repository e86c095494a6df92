import { useTranslations } from 'next-intl';
import { ActionButton } from '#components/ui/action/action-button.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { Section } from '#components/ui/section.tsx';
import type { ImageView } from '#server/images/schema.ts';

/** The end of an image, with what is made of it said. */
export function DeleteImage({ image, action }: { image: ImageView; action: FormAction }) {
  const t = useTranslations('images.delete');
  const tState = useTranslations('images.state');
  const { id, name, app, state, instances } = image;
  const isBusy = state === 'creating' || state === 'deleting';
  return (
    <div className="mt-10">
      <Section framed tone="danger" title={t('title')}>
        <p className="mb-4 max-w-xl text-ink-2">{t(app ? 'aboutApp' : 'about')}</p>
        <ActionButton
          action={action}
          fields={{ id }}
          label={t('submit')}
          pendingLabel={t('pending')}
          variant="danger"
          disabledReason={isBusy ? tState(state) : undefined}
          confirm={{
            title: t('ask', { name }),
            body: t('used', { count: instances }),
            confirmLabel: t('submit'),
          }}
        />
      </Section>
    </div>
  );
}
