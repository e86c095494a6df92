import { useLocale, useTranslations } from 'next-intl';
import { Button } from '#components/ui/button/button.tsx';
import { Field } from '#components/ui/field/field.tsx';
import { UnitInput } from '#components/ui/field/unit-input.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { FormDialog } from '#components/ui/form/form-dialog.tsx';
import { formatBytes } from '#components/ui/format/format-bytes.ts';
import type { VaultView } from '#server/vaults/schema.ts';
import { useWhyNotVault } from '../use-why-not-vault.ts';

interface GrowDialogProps {
  vault: VaultView;
  forbidden: string | undefined;
  action: FormAction;
}

const gib = 1024 ** 3;

export function GrowDialog({ vault, forbidden, action }: GrowDialogProps) {
  const t = useTranslations('vaults');
  const tCommon = useTranslations('common');
  const size = formatBytes(vault.sizeBytes, useLocale());
  const isShut = vault.state === 'locked' && vault.keyMode === 'passphrase';
  const refusal = useWhyNotVault()('grow', vault, forbidden) ?? (isShut ? t('grow.openFirst') : undefined);
  const trigger = (
    <Button size="sm" disabledReason={refusal}>
      {t('action.grow')}
    </Button>
  );
  if (refusal) return trigger;
  const least = Math.floor(vault.sizeBytes / gib) + 1;
  return (
    <FormDialog
      trigger={trigger}
      title={t('grow.title', { name: vault.name })}
      description={t('grow.about', { size })}
      action={action}
      submitLabel={t('grow.submit')}
      pendingLabel={t('pending.grow')}
      cancelLabel={tCommon('cancel')}
    >
      <input type="hidden" name="id" value={vault.id} />
      <Field name="sizeBytes" label={t('grow.size')} required>
        <UnitInput unit={t('gib')} multiplier={gib} min={least} step={1} defaultValue={least + 9} />
      </Field>
    </FormDialog>
  );
}
