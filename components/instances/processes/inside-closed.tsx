import EyeOff from 'lucide-react/icons/eye-off';
import { useTranslations } from 'next-intl';
import { EmptyState } from '#components/ui/empty-state.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import type { InstanceView } from '#server/instances/schema.ts';
import { StartButton } from '../start-button.tsx';

interface InsideClosedProps {
  instance: InstanceView;
  why: string;
  forbidden: string | undefined;
  start: FormAction;
}

/** In place of what would be seen inside: why it cannot be, and the way to it. */
export function InsideClosed({ instance, why, forbidden, start }: InsideClosedProps) {
  const t = useTranslations('guests.look');
  const { state } = instance;
  const canStart = state === 'stopped' || state === 'frozen';
  return (
    <EmptyState
      title={t('refused')}
      icon={<EyeOff />}
      action={canStart && <StartButton {...{ instance, start, forbidden }} />}
    >
      {why}
    </EmptyState>
  );
}
