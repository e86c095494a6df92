import { useTranslations } from 'next-intl';
import { Section } from '#components/ui/section.tsx';
import type { VaultView } from '#server/vaults/schema.ts';
import { useWhyNotVault } from '../use-why-not-vault.ts';
import type { VaultProps } from '../vault-actions.ts';
import { ChangePassphrase } from './change-passphrase.tsx';
import { RemovePassphrase } from './remove-passphrase.tsx';
import { SetPassphrase } from './set-passphrase.tsx';

/** Who can open it, in words, and the way to change that. */
export function KeySection({ vault, actions, forbidden }: VaultProps & { vault: VaultView }) {
  const t = useTranslations('vaults');
  const whyNot = useWhyNotVault();
  const { keyMode } = vault;
  const refusal = (action: 'set-passphrase' | 'change-passphrase' | 'remove-passphrase') =>
    whyNot(action, vault, forbidden.manage);
  return (
    <Section framed title={t('key.title')}>
      <p className="font-medium">{t(`keyMode.${keyMode}`)}</p>
      <p className="mt-0.5 max-w-2xl text-ink-2">{t(`keyModeAbout.${keyMode}`)}</p>
      <div className="mt-4 flex flex-wrap gap-2">
        {keyMode === 'provider' ? (
          <SetPassphrase vault={vault} refusal={refusal('set-passphrase')} action={actions.setPassphrase} />
        ) : (
          <>
            <ChangePassphrase
              vault={vault}
              refusal={refusal('change-passphrase')}
              action={actions.changePassphrase}
            />
            <RemovePassphrase
              vault={vault}
              refusal={refusal('remove-passphrase')}
              action={actions.removePassphrase}
            />
          </>
        )}
      </div>
    </Section>
  );
}
