import { useTranslations } from 'next-intl';
import { useWhy } from '#components/errors/use-why.ts';
import { LinkButton } from '#components/ui/button/link-button.tsx';
import { ProgressSteps, type StepState } from '#components/ui/progress-steps.tsx';
import { Section } from '#components/ui/section.tsx';
import type { StackMember } from '#server/compose/schema.ts';
import { paths } from '#server/paths.ts';

const stepStates = {
  making: 'running',
  deploying: 'running',
  waiting: 'waiting',
  up: 'done',
  failed: 'failed',
} as const satisfies Record<StackMember['state'], StepState>;

interface StackProgressProps {
  tenant: string;
  stack: string;
  members: readonly StackMember[];
}

/** How far each instance of a stack is, above the list of them. */
export function StackProgress({ tenant, stack, members }: StackProgressProps) {
  const t = useTranslations('compose.stackPage');
  const why = useWhy();
  const label = ({ name, state, ...reason }: StackMember) => {
    if (state === 'making' || state === 'deploying') return t('doing', { name, doing: t(state) });
    if (state === 'waiting') return t('doing', { name, doing: why(reason) ?? '' });
    return name;
  };
  return (
    <Section
      title={t('title', { name: stack })}
      actions={
        <LinkButton href={paths.instances(tenant)} size="sm">
          {t('leave')}
        </LinkButton>
      }
      framed
    >
      <ProgressSteps
        label={t('label')}
        steps={members.map((member) => ({
          key: member.id,
          label: label(member),
          state: stepStates[member.state],
          error: member.state === 'failed' ? (why(member) ?? t('failed')) : undefined,
        }))}
      />
    </Section>
  );
}
