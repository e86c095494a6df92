import { useTranslations } from 'next-intl';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { Section } from '#components/ui/section.tsx';
import type { CreateOptions } from '#server/instances/create-options-schema.ts';
import type { InstanceView } from '#server/instances/schema.ts';
import { type NeededAllowance, whyLost } from '#server/instances/states.ts';
import { ownSize } from '../create/draft.ts';
import { useSizeText } from '../instance-size.tsx';
import type { Losses } from '../size/size-choice.tsx';
import { useWhyNot } from '../use-why-not.ts';
import { withoutOwn } from './offer-without-own.ts';
import { ResizeForm } from './resize-form.tsx';

interface ResizeSectionProps {
  instance: InstanceView;
  options: CreateOptions;
  needs: readonly NeededAllowance[];
  forbidden: string | undefined;
  action: FormAction;
}

export function ResizeSection({ instance, options, needs, forbidden, action }: ResizeSectionProps) {
  const t = useTranslations('instances.settings');
  const sizeText = useSizeText();
  const { id, kind, plan, vcpus, memoryBytes, diskBytes } = instance;
  const { plans, allowsOwnSize, quota } = options;
  const losses = useLosses(options, needs);
  return (
    <Section
      framed
      title={t('resize')}
      description={`${t('resizeNow', { size: sizeText(instance) })} ${t('resizeAbout')}`}
    >
      <ResizeForm
        // The size it has got meanwhile is where the next choice begins.
        key={`${plan?.id} ${vcpus} ${memoryBytes} ${diskBytes}`}
        instance={{ id, kind, planId: plan?.id, vcpus, memoryBytes, diskBytes }}
        losses={losses}
        offer={{ plans, allowsOwnSize, quota: withoutOwn(quota, instance) }}
        refusal={useWhyNot(forbidden)('resize', instance)}
        action={action}
      />
    </Section>
  );
}

function useLosses({ plans, allowances }: CreateOptions, needs: readonly NeededAllowance[]): Losses {
  const t = useTranslations('errors');
  const sizes = [...plans, { id: ownSize, allowances }];
  return Object.fromEntries(
    sizes.map(({ id, allowances: has }) => {
      const reason = whyLost(needs, has);
      return [id, reason ? t(reason) : undefined];
    }),
  );
}
