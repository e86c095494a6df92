import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { ActionButton } from '#components/ui/action/action-button.tsx';
import { formatBytes } from '#components/ui/format/format-bytes.ts';
import { Section } from '#components/ui/section.tsx';
import type { VaultView } from '#server/vaults/schema.ts';
import { useWhyNotVault } from '../use-why-not-vault.ts';
import type { VaultProps } from '../vault-actions.ts';

interface EndSectionProps extends VaultProps {
  vault: VaultView;
  /** How long it can be taken back; 0: not at all. */
  graceDays: number;
}

export function EndSection({ vault, actions, forbidden, graceDays: days }: EndSectionProps) {
  const t = useTranslations('vaults');
  const format = useFormatter();
  const { id, name, node, sizeBytes, instances } = vault;
  const count = instances.length;
  const names = format.list(instances.map((each) => each.name));
  const size = formatBytes(sizeBytes, useLocale());
  const refusal = useWhyNotVault()('shred', vault, forbidden.end);
  return (
    <Section framed tone="danger" title={t('end.title')}>
      <div className="flex flex-wrap items-center justify-between gap-x-8 gap-y-3">
        <div className="max-w-xl">
          <h3 className="font-medium">{t('end.heading')}</h3>
          <p className="text-ink-2">{t('end.about', { size, count, days })}</p>
          {refusal && <p className="mt-1 text-sm text-ink-3">{refusal}</p>}
        </div>
        <ActionButton
          action={actions.shred}
          fields={{ id, confirmName: name }}
          label={t('action.shred')}
          pendingLabel={t('pending.shred')}
          variant="danger"
          disabledReason={refusal}
          confirm={{
            title: t('end.confirmTitle', { name }),
            body: t('end.confirmBody', { count, names, size, node: node.name, days }),
            confirmLabel: t('end.confirm'),
            typeName: name,
          }}
        />
      </div>
    </Section>
  );
}
