import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button/button.tsx';
import { Field } from '#components/ui/field/field.tsx';
import { Input } from '#components/ui/field/input.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { FormDialog } from '#components/ui/form/form-dialog.tsx';

interface IgnoreButtonProps {
  finding: { id: string; subject: string };
  action: FormAction;
  disabledReason: string | undefined;
}

/** Asks for the reason first: whoever looks later wants to know. */
export function IgnoreButton({ finding, action, disabledReason }: IgnoreButtonProps) {
  const t = useTranslations('findings.action');
  const button = <Button disabledReason={disabledReason}>{t('ignore')}</Button>;
  if (disabledReason) return button;
  return (
    <FormDialog
      trigger={button}
      title={t('ignoreTitle', { name: finding.subject })}
      description={t('ignoreBody')}
      action={action}
      submitLabel={t('ignore')}
      pendingLabel={t('ignoring')}
      cancelLabel={t('cancel')}
    >
      <input type="hidden" name="id" value={finding.id} />
      <Field name="reason" label={t('reason')} hint={t('reasonHint')} required>
        <Input maxLength={500} autoComplete="off" />
      </Field>
    </FormDialog>
  );
}
