'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { Form } from '#components/ui/form/form.tsx';
import { FormActions } from '#components/ui/form/form-actions.tsx';
import { SubmitButton } from '#components/ui/form/submit-button.tsx';
import type { InstanceKind } from '#server/instances/kinds/schema.ts';
import type { Size } from '#server/instances/schema.ts';
import { ownSize } from '../create/draft.ts';
import { type Losses, type Offer, SizeChoice, type SizeState } from '../size/size-choice.tsx';
import { useSizeRefusal } from '../size/use-size-refusal.ts';

interface ResizeFormProps {
  instance: Size & { id: string; kind: InstanceKind; planId: string | undefined };
  offer: Offer;
  losses: Losses;
  refusal: string | undefined;
  action: FormAction;
}

export function ResizeForm({ instance, offer, losses, refusal, action }: ResizeFormProps) {
  const t = useTranslations('instances.settings');
  const { id, kind, planId, vcpus, memoryBytes, diskBytes } = instance;
  const now: Size = { vcpus, memoryBytes, diskBytes };
  const isOffered = offer.plans.some((plan) => plan.id === planId);
  const [choice, setChoice] = useState<SizeState>({
    planId: isOffered && planId ? planId : ownSize,
    size: now,
  });
  const limits = { offer, presentDiskBytes: diskBytes };
  const sizeRefusal = useSizeRefusal(limits)(choice.size, kind);
  const isSame = isSameSize(choice.size, now) ? t('sameSize') : undefined;
  return (
    <Form action={action} label={t('resize')}>
      <input type="hidden" name="id" value={id} />
      <SizeChoice
        {...limits}
        losses={losses}
        kind={kind}
        legend={t('newSize')}
        choice={choice}
        onChange={(part) => setChoice((old) => ({ ...old, ...part }))}
      />
      <FormActions>
        <SubmitButton
          pendingLabel={t('resizePending')}
          disabledReason={refusal ?? isSame ?? sizeRefusal ?? losses[choice.planId]}
        >
          {t('resizeSubmit')}
        </SubmitButton>
        {refusal && <span className="text-sm text-ink-3">{refusal}</span>}
      </FormActions>
    </Form>
  );
}

function isSameSize(a: Size, b: Size): boolean {
  return a.vcpus === b.vcpus && a.memoryBytes === b.memoryBytes && a.diskBytes === b.diskBytes;
}
