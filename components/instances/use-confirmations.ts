import { useLocale, useTranslations } from 'next-intl';
import type { Confirmation } from '#components/ui/action/confirmation.ts';
import { formatBytes } from '#components/ui/format/format-bytes.ts';
import type { InstanceView } from '#server/instances/schema.ts';

/** What is asked before an instance is stopped, restarted, switched off or deleted. */
export function useConfirmations() {
  const t = useTranslations('instances');
  const locale = useLocale();

  function plain(key: 'stop' | 'restart' | 'switch-off', tone: 'plain' | 'danger') {
    return ({ name }: InstanceView): Confirmation => ({
      title: t(`confirm.${key}.title`, { name }),
      body: t(`confirm.${key}.body`),
      confirmLabel: t(`confirm.${key}.label`),
      tone,
    });
  }

  return {
    stop: plain('stop', 'plain'),
    restart: plain('restart', 'plain'),
    'switch-off': plain('switch-off', 'danger'),
    delete: ({ name, ipv4, diskBytes }: InstanceView): Confirmation => ({
      title: t('confirm.delete.title', { name }),
      body: t('confirm.delete.body', { disk: formatBytes(diskBytes, locale), address: ipv4 ?? 'none' }),
      confirmLabel: t('confirm.delete.label'),
      typeName: name,
    }),
  };
}
