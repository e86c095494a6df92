import { useLocale, useTranslations } from 'next-intl';
import { useErrorText } from '#components/errors/use-error-text.ts';
import { Button } from '#components/ui/button/button.tsx';
import { Field } from '#components/ui/field/field.tsx';
import { UnitInput } from '#components/ui/field/unit-input.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { FormDialog } from '#components/ui/form/form-dialog.tsx';
import { formatBytes } from '#components/ui/format/format-bytes.ts';
import { maxVaultBytes, type VaultRoom, type VaultView } from '#server/vaults/schema.ts';
import { growthNeedsPassphrase } from '#server/vaults/states.ts';
import { CurrentPassphrase } from '../key/current-passphrase.tsx';
import { useVaultsFull } from '../use-vaults-full.ts';
import { useWhyNotVault } from '../use-why-not-vault.ts';

interface GrowDialogProps {
  vault: VaultView;
  room: VaultRoom;
  forbidden: string | undefined;
  action: FormAction;
}

const gib = 1024 ** 3;

export function GrowDialog({ vault, room, forbidden, action }: GrowDialogProps) {
  const t = useTranslations('vaults');
  const tCommon = useTranslations('common');
  const errorText = useErrorText();
  const size = formatBytes(vault.sizeBytes, useLocale());
  const least = Math.floor(vault.sizeBytes / gib) + 1;
  const most = Math.floor(Math.min(vault.sizeBytes + room.leftBytes, maxVaultBytes) / gib);
  const full = useVaultsFull()(room, least * gib - vault.sizeBytes);
  const isLargest = least > most ? errorText('vault-size-invalid', {}, null) : undefined;
  const refusal = useWhyNotVault()('grow', vault, forbidden) ?? full ?? isLargest ?? undefined;
  const trigger = (
    <Button size="sm" disabledReason={refusal}>
      {t('action.grow')}
    </Button>
  );
  if (refusal) return trigger;
  return (
    <FormDialog
      trigger={trigger}
      title={t('grow.title', { name: vault.name })}
      description={t('grow.about', { size, most })}
      action={action}
      submitLabel={t('grow.submit')}
      pendingLabel={t('pending.grow')}
      cancelLabel={tCommon('cancel')}
    >
      <input type="hidden" name="id" value={vault.id} />
      <Field name="sizeBytes" label={t('grow.size')} required>
        <UnitInput
          unit={t('gib')}
          multiplier={gib}
          min={least}
          max={most}
          step={1}
          defaultValue={Math.min(least + 9, most)}
        />
      </Field>
      {growthNeedsPassphrase(vault) && <CurrentPassphrase />}
    </FormDialog>
  );
}
