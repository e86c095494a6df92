import { useTranslations } from 'next-intl';
import { ActionButton } from '#components/ui/action/action-button.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import type { JobView } from '#server/jobs-view/schema.ts';
import { useJobKindName } from './use-job-kind-name.ts';

interface CancelButtonProps {
  job: JobView;
  action: FormAction;
  size?: 'sm' | 'md';
}

/** For a job that waits or runs; once it is too late it says so. Nothing where cancelling is no question. */
export function CancelButton({ job, action, size = 'sm' }: CancelButtonProps) {
  const t = useTranslations('jobs.cancel');
  const tErrors = useTranslations('errors');
  const kind = useJobKindName()(job.kind);
  const { id, state, subject, cancelReason } = job;
  if (state !== 'queued' && state !== 'running') return null;
  if (cancelReason === 'operator-only') return null;
  const isCreation = job.kind === 'create-instance';
  return (
    <ActionButton
      action={action}
      fields={{ id }}
      label={t('label')}
      pendingLabel={t('pending')}
      size={size}
      disabledReason={cancelReason ? tErrors(cancelReason as 'cancel-asked') : undefined}
      confirm={{
        title: t('title'),
        body: isCreation ? t('bodyCreate', { subject }) : t('body', { kind, subject }),
        confirmLabel: t('confirm'),
      }}
    />
  );
}
