import { useTranslations } from 'next-intl';
import { Field } from '#components/ui/field/field.tsx';
import { PasswordInput } from '#components/ui/field/password-input.tsx';
import { RadioCards } from '#components/ui/field/radio-cards.tsx';
import { VaultState } from '#components/vaults/vault-state.tsx';
import type { CreateOptions } from '#server/instances/create-options-schema.ts';
import { type VaultChoice as Choice, vaultChoices } from '#server/instances/schema.ts';
import { vaultRules } from '#server/vaults/states.ts';
import { type Draft, needsPassphrase } from './draft.ts';

interface VaultChoiceProps {
  options: CreateOptions;
  draft: Draft;
  onChange: (part: Partial<Draft>) => void;
}

/** Whether its disk is encrypted, and with whom it shares the key. */
export function VaultChoice({ options, draft, onChange }: VaultChoiceProps) {
  const t = useTranslations('instances.create');
  const { shared } = options.vaults;
  const about = useAbout(shared);
  const whyNot = useWhyNotVault(options.vaults);
  return (
    <div className="flex flex-col gap-4">
      <RadioCards
        name="vault"
        legend={t('vaultLegend')}
        columns={3}
        value={draft.vault}
        onChange={(vault) => onChange({ vault: vault as Choice })}
        options={vaultChoices.map((choice) => ({
          value: choice,
          label: t(`vault.${choice}`),
          aside: choice === 'shared' && shared && <VaultState state={shared.state} />,
          hint: about(choice),
          disabledReason: whyNot(choice),
        }))}
      />
      {shared && needsPassphrase(options, draft) && (
        <Field
          name="passphrase"
          label={t('vaultPassphrase', { name: shared.name })}
          hint={t('vaultPassphraseHint')}
          required
          className="max-w-sm"
        >
          <PasswordInput autoComplete="off" maxLength={1000} />
        </Field>
      )}
    </div>
  );
}

/** One that is being made or locked is waited for. */
const usableStates: readonly string[] = [...vaultRules['start-in'].states, 'creating', 'closing'];

type Shared = CreateOptions['vaults']['shared'];

function useAbout(shared: Shared) {
  const t = useTranslations('instances.create.vaultAbout');
  return (choice: Choice) =>
    choice === 'shared' && !shared ? t('sharedNew') : t(choice, { name: shared?.name ?? '' });
}

/** Why a choice cannot be had, in words; undefined when it can. */
function useWhyNotVault({ isSupported, reason, shared }: CreateOptions['vaults']) {
  const t = useTranslations('instances.create');
  const tState = useTranslations('vaults.state');
  return (choice: Choice): string | undefined => {
    if (choice === 'none') return undefined;
    if (!isSupported) return reason ?? t('vaultNone');
    if (choice === 'dedicated' || !shared || usableStates.includes(shared.state)) return undefined;
    return t('vaultNotNow', { name: shared.name, state: tState(shared.state) });
  };
}
