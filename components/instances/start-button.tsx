import Play from 'lucide-react/icons/play';
import { useTranslations } from 'next-intl';
import { ActionButton } from '#components/ui/action/action-button.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import type { InstanceView } from '#server/instances/schema.ts';
import { useStartPrompt } from './use-start-prompt.ts';
import { useWhyNot } from './use-why-not.ts';

interface StartButtonProps {
  instance: InstanceView;
  start: FormAction;
  /** Why the reader may not, if so. */
  forbidden?: string | undefined;
}

/** Where something can only be seen of one that runs. */
export function StartButton({ instance, start, forbidden }: StartButtonProps) {
  const t = useTranslations('instances');
  const { id, name } = instance;
  const prompt = useStartPrompt()(instance);
  return (
    <ActionButton
      action={start}
      fields={{ id }}
      label={t('console.start', { name })}
      pendingLabel={t('pending.start')}
      icon={<Play aria-hidden />}
      variant="primary"
      disabledReason={useWhyNot(forbidden)('start', instance)}
      prompt={prompt}
    />
  );
}
