import { useTranslations } from 'next-intl';
import { RadioCards } from '#components/ui/field/radio-cards.tsx';
import type { CreateOptions } from '#server/instances/create-options-schema.ts';
import type { InstanceKind } from '#server/instances/kinds/schema.ts';
import { type Draft, firstDraft } from './draft.ts';

interface KindChoiceProps {
  options: CreateOptions;
  draft: Draft;
  onChange: (part: Partial<Draft>) => void;
}

/** Every kind is shown; one that no node can run says why. */
export function KindChoice({ options, draft, onChange }: KindChoiceProps) {
  const t = useTranslations('instances');

  function choose(kind: InstanceKind) {
    const { imageId, planId, size } = firstDraft({
      ...options,
      kinds: options.kinds.filter((one) => one.kind === kind),
    });
    onChange({ kind, imageId, planId, size });
  }

  return (
    <RadioCards
      name="kind"
      legend={t('create.kindLegend')}
      columns={3}
      value={draft.kind}
      onChange={(kind) => choose(kind as InstanceKind)}
      options={options.kinds.map(({ kind, isSupported, reason }) => ({
        value: kind,
        label: t(`kind.${kind}`),
        hint: t(`kindAbout.${kind}`),
        disabledReason: isSupported ? undefined : (reason ?? t('create.kindUnavailable')),
      }))}
    />
  );
}
