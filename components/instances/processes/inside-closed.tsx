import EyeOff from 'lucide-react/icons/eye-off';
import Play from 'lucide-react/icons/play';
import { useTranslations } from 'next-intl';
import { ActionButton } from '#components/ui/action/action-button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import type { InstanceView } from '#server/instances/schema.ts';
import { useStartPrompt } from '../use-start-prompt.ts';
import { useWhyNot } from '../use-why-not.ts';

interface InsideClosedProps {
  instance: InstanceView;
  why: string;
  forbidden: string | undefined;
  start: FormAction;
}

/** In place of what would be seen inside: why it cannot be, and the way to it. */
export function InsideClosed({ instance, why, forbidden, start }: InsideClosedProps) {
  const t = useTranslations('instances');
  const tLook = useTranslations('guests.look');
  const prompt = useStartPrompt()(instance);
  const { id, name, state } = instance;
  const startRefusal = useWhyNot(forbidden)('start', instance);
  return (
    <EmptyState
      title={tLook('refused')}
      icon={<EyeOff />}
      action={
        (state === 'stopped' || state === 'frozen') && (
          <ActionButton
            action={start}
            fields={{ id }}
            label={t('console.start', { name })}
            pendingLabel={t('pending.start')}
            icon={<Play aria-hidden />}
            variant="primary"
            disabledReason={startRefusal}
            prompt={prompt}
          />
        )
      }
    >
      {why}
    </EmptyState>
  );
}
