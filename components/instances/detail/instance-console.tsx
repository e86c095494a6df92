import Play from 'lucide-react/icons/play';
import SquareTerminal from 'lucide-react/icons/square-terminal';
import { useTranslations } from 'next-intl';
import { Terminal } from '#components/terminal/terminal.tsx';
import { ActionButton } from '#components/ui/action/action-button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import type { InstanceView } from '#server/instances/schema.ts';
import { paths } from '#server/paths.ts';
import { useStartPrompt } from '../use-start-prompt.ts';
import { useWhyNot } from '../use-why-not.ts';

interface InstanceConsoleProps {
  instance: InstanceView;
  forbidden: string | undefined;
  start: FormAction;
}

/** A terminal where there can be one; otherwise why not, and the way to it. */
export function InstanceConsole({ instance, forbidden, start }: InstanceConsoleProps) {
  const t = useTranslations('instances');
  const whyNot = useWhyNot(forbidden);
  const prompt = useStartPrompt()(instance);
  const refusal = whyNot('console', instance);
  const { id, name, state } = instance;
  if (!refusal) return <Terminal key={id} path={paths.terminalSocket(id)} instanceName={name} />;
  const canStart = state === 'stopped' || state === 'frozen';
  return (
    <EmptyState
      title={t('console.needsRunning')}
      icon={<SquareTerminal />}
      action={
        canStart && (
          <ActionButton
            action={start}
            fields={{ id }}
            label={t('console.start', { name })}
            pendingLabel={t('pending.start')}
            icon={<Play aria-hidden />}
            variant="primary"
            disabledReason={whyNot('start', instance)}
            prompt={prompt}
          />
        )
      }
    >
      {refusal}
    </EmptyState>
  );
}
