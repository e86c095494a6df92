import { useTranslations } from 'next-intl';
import { RadioCards } from '#components/ui/field/radio-cards.tsx';
import { type VaultKeyMode, vaultKeyModes } from '#server/vaults/schema.ts';
import { NewPassphraseFields } from '../key/new-passphrase-fields.tsx';
import type { VaultDraft } from './vault-draft.ts';

interface KeyChoiceProps {
  keyMode: VaultKeyMode;
  onChange: (part: Partial<VaultDraft>) => void;
}

/** Who can open it. Whoever chooses a passphrase reads what it means before there is a field for one. */
export function KeyChoice({ keyMode, onChange }: KeyChoiceProps) {
  const t = useTranslations('vaults');
  return (
    <div className="flex flex-col gap-5">
      <RadioCards
        name="keyMode"
        legend={t('create.key')}
        hint={t('create.keyHint')}
        columns={2}
        value={keyMode}
        onChange={(mode) => onChange({ keyMode: mode as VaultKeyMode })}
        options={vaultKeyModes.map((mode) => ({
          value: mode,
          label: t(`keyMode.${mode}`),
          hint: t(`keyModeAbout.${mode}`),
        }))}
      />
      {keyMode === 'passphrase' && (
        <div className="flex max-w-2xl flex-col gap-5">
          <NewPassphraseFields label={t('passphrase.new')} />
        </div>
      )}
    </div>
  );
}
