import { useLocale, useTranslations } from 'next-intl';
import { ActionButton } from '#components/ui/action/action-button.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { formatBytes } from '#components/ui/format/format-bytes.ts';
import { Section } from '#components/ui/section.tsx';
import type { InstanceView } from '#server/instances/schema.ts';
import { useConfirmations } from '../use-confirmations.ts';
import { useWhyNot } from '../use-why-not.ts';

interface DangerSectionProps {
  instance: InstanceView;
  forbidden: string | undefined;
  remove: FormAction;
}

export function DangerSection({ instance, forbidden, remove }: DangerSectionProps) {
  const t = useTranslations('instances');
  const locale = useLocale();
  const refusal = useWhyNot(forbidden)('delete', instance);
  const confirm = useConfirmations().delete(instance);
  return (
    <Section framed tone="danger" title={t('settings.danger')}>
      <div className="flex flex-wrap items-center justify-between gap-x-8 gap-y-3">
        <div className="max-w-xl">
          <h3 className="font-medium">{t('settings.deleteTitle')}</h3>
          <p className="text-ink-2">
            {t('settings.deleteAbout', { disk: formatBytes(instance.diskBytes, locale) })}
          </p>
        </div>
        <ActionButton
          action={remove}
          fields={{ id: instance.id, confirmName: instance.name }}
          label={t('action.delete')}
          pendingLabel={t('pending.delete')}
          variant="danger"
          disabledReason={refusal}
          confirm={confirm}
        />
      </div>
    </Section>
  );
}
