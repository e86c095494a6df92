import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button/button.tsx';
import { Callout } from '#components/ui/callout.tsx';
import { demoKernel, type KernelDraft, withKernel } from './kernel-draft.ts';

interface DemoChoiceProps {
  value: KernelDraft;
  onChange: (part: Partial<KernelDraft>) => void;
}

/** For who has no kernel at hand: the demonstration, and the way back from it. Nothing once files are chosen. */
export function DemoChoice({ value, onChange }: DemoChoiceProps) {
  const t = useTranslations('kinds.kernel.demo');
  const { kernelId, diskId } = value;
  const isChosen = kernelId === demoKernel;
  if (!isChosen && (kernelId !== '' || diskId !== '')) return null;
  return (
    <Callout
      tone={isChosen ? 'ok' : 'info'}
      title={t(isChosen ? 'chosen' : 'title')}
      actions={
        <Button size="sm" onClick={() => onChange(withKernel(value, isChosen ? '' : demoKernel))}>
          {t(isChosen ? 'leave' : 'choose')}
        </Button>
      }
    >
      {t(isChosen ? 'chosenAbout' : 'about')}
    </Callout>
  );
}
