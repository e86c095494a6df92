import Play from 'lucide-react/icons/play';
import ScrollText from 'lucide-react/icons/scroll-text';
import { useTranslations } from 'next-intl';
import { useStartPrompt } from '#components/instances/use-start-prompt.ts';
import { useWhyNot } from '#components/instances/use-why-not.ts';
import { ActionButton } from '#components/ui/action/action-button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import type { InstanceView } from '#server/instances/schema.ts';
import { whyNoLog } from '#server/logs/states.ts';
import { paths } from '#server/paths.ts';
import { LogViewer } from './log-viewer.tsx';

interface InstanceLogProps {
  instance: InstanceView;
  forbidden: string | undefined;
  start: FormAction;
}

/** The log of an instance, or why there is none and the way to it. What has ended may have left one. */
export function InstanceLog({ instance, forbidden, start }: InstanceLogProps) {
  const t = useTranslations('logs');
  const tErrors = useTranslations('errors');
  const tInstances = useTranslations('instances');
  const whyNot = useWhyNot(forbidden);
  const prompt = useStartPrompt()(instance);
  const refusal = whyNoLog(instance);
  const reason =
    forbidden ?? (refusal && tErrors(refusal.reason as 'internal', refusal.params as never)) ?? undefined;
  const { id, name, state, startedAt } = instance;
  const startButton = (state === 'stopped' || state === 'frozen') && (
    <ActionButton
      action={start}
      fields={{ id }}
      label={t('start', { name })}
      pendingLabel={tInstances('pending.start')}
      icon={<Play aria-hidden />}
      variant="primary"
      disabledReason={whyNot('start', instance)}
      prompt={prompt}
    />
  );
  if (reason) {
    return (
      <EmptyState title={t('unavailable')} icon={<ScrollText />} action={startButton}>
        {reason}
      </EmptyState>
    );
  }
  // Another run has another log.
  return (
    <LogViewer
      key={`${id} ${state} ${startedAt}`}
      path={paths.instanceLog(id)}
      name={name}
      otherwise={startButton || undefined}
    />
  );
}
