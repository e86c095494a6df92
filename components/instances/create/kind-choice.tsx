import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button/button.tsx';
import { RadioCards } from '#components/ui/field/radio-cards.tsx';
import type { CreateOptions } from '#server/instances/create-options-schema.ts';
import { factsOf, type InstanceKind, instanceKinds } from '#server/instances/kinds/schema.ts';
import { type Draft, startOf } from './draft.ts';
import type { Measured } from './measured.ts';
import { useMeasuredText } from './use-measured-text.ts';
import { useWhyNoKind } from './use-why-no-kind.ts';

/** By what one comes for, or by the kinds' names. */
export const kindViews = ['need', 'kind'] as const;
export type KindView = (typeof kindViews)[number];

interface KindChoiceProps {
  options: CreateOptions;
  draft: Draft;
  view: KindView;
  measured: Measured;
  onView: (view: KindView) => void;
  onChange: (part: Partial<Draft>) => void;
}

/** Every kind is shown; one that cannot be had says why. */
export function KindChoice({ options, draft, view, measured, onView, onChange }: KindChoiceProps) {
  const t = useTranslations('kinds');
  const tKind = useTranslations('instances');
  const whyNo = useWhyNoKind(options);
  const inShort = useMeasuredText(measured);
  return (
    <section aria-label={t('choose.title')} className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 className="text-md">{t(`choose.by.${view}`)}</h2>
        <fieldset className="flex gap-1">
          <legend className="sr-only">{t('choose.views')}</legend>
          {kindViews.map((one) => (
            <Button
              key={one}
              size="sm"
              variant={one === view ? 'secondary' : 'ghost'}
              aria-pressed={one === view}
              onClick={() => onView(one)}
            >
              {t(`choose.view.${one}`)}
            </Button>
          ))}
        </fieldset>
      </div>
      <RadioCards
        name="kind"
        legend={<span className="sr-only">{t('choose.title')}</span>}
        columns={view === 'need' ? 2 : 3}
        value={draft.kind}
        onChange={(kind) => onChange(startOf(options, kind as InstanceKind))}
        options={instanceKinds.map((kind) => ({
          value: kind,
          label: view === 'need' ? t(`need.${factsOf(kind).answers}`) : tKind(`kind.${kind}`),
          aside: view === 'need' ? tKind(`kind.${kind}`) : undefined,
          hint: (
            <>
              {view === 'need' ? t(`needAbout.${factsOf(kind).answers}`) : tKind(`kindAbout.${kind}`)}
              <span className="mt-1 block text-xs text-ink-3">{inShort(kind)}</span>
            </>
          ),
          disabledReason: whyNo(kind),
        }))}
      />
    </section>
  );
}
