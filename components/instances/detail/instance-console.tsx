import SquareTerminal from 'lucide-react/icons/square-terminal';
import { useTranslations } from 'next-intl';
import { Terminal } from '#components/terminal/terminal.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import type { InstanceView } from '#server/instances/schema.ts';
import { paths } from '#server/paths.ts';
import { StartButton } from '../start-button.tsx';
import { useWhyNot } from '../use-why-not.ts';
import { ConsoleWays, type Way } from './console-ways.tsx';

interface InstanceConsoleProps {
  instance: InstanceView;
  forbidden: string | undefined;
  start: FormAction;
  /** Where there is more than one: its usual one first. */
  ways: Way[];
  /** The one that was asked for. */
  on: Way | undefined;
}

/** A terminal where there can be one; otherwise why not, and the way to it. */
export function InstanceConsole({ instance, forbidden, start, ways, on }: InstanceConsoleProps) {
  const t = useTranslations('instances');
  const refusal = useWhyNot(forbidden)('console', instance);
  const { id, name, state } = instance;
  if (!refusal) {
    return (
      <>
        <ConsoleWays instance={instance} ways={ways} on={on} />
        <Terminal key={`${id} ${on}`} path={paths.terminalSocket(id, { on })} instanceName={name} />
      </>
    );
  }
  const canStart = state === 'stopped' || state === 'frozen';
  return (
    <EmptyState
      title={t('console.needsRunning')}
      icon={<SquareTerminal />}
      action={canStart && <StartButton instance={instance} start={start} />}
    >
      {refusal}
    </EmptyState>
  );
}
