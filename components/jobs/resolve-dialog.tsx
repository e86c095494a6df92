import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button/button.tsx';
import { Field } from '#components/ui/field/field.tsx';
import { Textarea } from '#components/ui/field/textarea.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { FormDialog } from '#components/ui/form/form-dialog.tsx';

/** Declares a stuck job settled; a reason has to be given. */
export function ResolveDialog({ id, action }: { id: string; action: FormAction }) {
  const t = useTranslations('jobs.stuck');
  return (
    <FormDialog
      trigger={<Button>{t('resolve')}</Button>}
      title={t('resolve')}
      description={t('resolveBody')}
      action={action}
      submitLabel={t('resolve')}
      pendingLabel={t('resolvePending')}
      cancelLabel={t('cancel')}
    >
      <input type="hidden" name="id" value={id} />
      <Field name="reason" label={t('reason')} hint={t('reasonHint')} required>
        <Textarea rows={3} minLength={3} maxLength={500} />
      </Field>
    </FormDialog>
  );
}
