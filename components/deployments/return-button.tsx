import Undo from 'lucide-react/icons/undo-2';
import { useTranslations } from 'next-intl';
import { ActionButton } from '#components/ui/action/action-button.tsx';
import type { DeploymentView } from '#server/deployments/schema.ts';
import type { InstanceView } from '#server/instances/schema.ts';
import type { DeploymentActions } from './deployment-actions.ts';

interface ReturnButtonProps {
  instance: InstanceView;
  version: DeploymentView;
  action: DeploymentActions['returnTo'];
  /** Why nothing can be deployed now, if so. */
  refusal: string | undefined;
  iconOnly?: boolean;
}

/** Only for a version that ran before; others cannot be returned to. */
export function ReturnButton({ instance, version, action, refusal, iconOnly }: ReturnButtonProps) {
  const t = useTranslations('deployments.return');
  const { number, state } = version;
  if (state !== 'former') return null;
  return (
    <ActionButton
      action={action}
      fields={{ id: instance.id, number: String(number), tenant: instance.tenant.slug }}
      label={iconOnly ? t('one', { number }) : t('label')}
      pendingLabel={t('pending')}
      icon={<Undo aria-hidden />}
      disabledReason={refusal}
      {...(iconOnly && { iconOnly: true, size: 'sm', variant: 'ghost' })}
      confirm={{ title: t('title', { number }), body: t('body'), confirmLabel: t('confirm'), tone: 'plain' }}
    />
  );
}
