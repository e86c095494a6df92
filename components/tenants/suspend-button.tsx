import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button/button.tsx';
import { Field } from '#components/ui/field/field.tsx';
import { Input } from '#components/ui/field/input.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { FormDialog } from '#components/ui/form/form-dialog.tsx';

interface SuspendButtonProps {
  tenant: { id: string; name: string };
  action: FormAction;
  disabledReason: string | undefined;
}

/** Asks for the reason first: the tenant's members will read it. */
export function SuspendButton({ tenant, action, disabledReason }: SuspendButtonProps) {
  const t = useTranslations('tenants.action');
  const button = (
    <Button variant="danger" disabledReason={disabledReason}>
      {t('suspend')}
    </Button>
  );
  if (disabledReason) return button;
  return (
    <FormDialog
      trigger={button}
      title={t('suspendTitle', { name: tenant.name })}
      description={t('suspendBody')}
      action={action}
      submitLabel={t('suspend')}
      pendingLabel={t('suspending')}
      cancelLabel={t('cancel')}
    >
      <input type="hidden" name="id" value={tenant.id} />
      <Field name="reason" label={t('reason')} hint={t('reasonHint')} required>
        <Input maxLength={200} autoComplete="off" />
      </Field>
    </FormDialog>
  );
}
