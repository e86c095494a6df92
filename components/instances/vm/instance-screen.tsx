import Monitor from 'lucide-react/icons/monitor';
import { useTranslations } from 'next-intl';
import { EmptyState } from '#components/ui/empty-state.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import type { InstanceView } from '#server/instances/schema.ts';
import { paths } from '#server/paths.ts';
import { StartButton } from '../start-button.tsx';
import { useWhyNot } from '../use-why-not.ts';
import { VmScreen } from './vm-screen.tsx';
import { VmTabs } from './vm-tabs.tsx';

interface InstanceScreenProps {
  instance: InstanceView;
  forbidden: string | undefined;
  start: FormAction;
}

/** The screen where there can be one; otherwise why not, and the way to it. */
export function InstanceScreen({ instance, forbidden, start }: InstanceScreenProps) {
  const t = useTranslations('vms.screen');
  const refusal = useWhyNot(forbidden)('console', instance);
  const { id, name, state } = instance;
  const canStart = state === 'stopped' || state === 'frozen';
  return (
    <>
      <VmTabs instance={instance} />
      {refusal ? (
        <EmptyState
          title={t('needsRunning')}
          icon={<Monitor />}
          action={canStart && <StartButton instance={instance} start={start} />}
        >
          {refusal}
        </EmptyState>
      ) : (
        <VmScreen key={id} path={paths.screenSocket(id)} instanceName={name} />
      )}
    </>
  );
}
