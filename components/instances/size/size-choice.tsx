import { useLocale, useTranslations } from 'next-intl';
import { Callout } from '#components/ui/callout.tsx';
import { RadioCards } from '#components/ui/field/radio-cards.tsx';
import { formatBytes } from '#components/ui/format/format-bytes.ts';
import { formatMoney } from '#components/ui/format/format-money.ts';
import type { CreateOptions } from '#server/instances/create-options-schema.ts';
import type { InstanceKind } from '#server/instances/kinds/schema.ts';
import type { Size } from '#server/instances/schema.ts';
import { ownSize, toSize } from '../create/draft.ts';
import { useSizeText } from '../instance-size.tsx';
import { OwnSizeFields } from './own-size-fields.tsx';
import { useSizeRefusal } from './use-size-refusal.ts';

export type Offer = Pick<CreateOptions, 'plans' | 'allowsOwnSize' | 'quota'>;
export interface SizeState {
  planId: string;
  size: Size;
}

/** Words, for who draws them in the browser knows those of no error. */
export type Losses = Record<string, string | undefined>;

interface SizeChoiceProps {
  offer: Offer;
  kind: InstanceKind;
  legend: string;
  choice: SizeState;
  /** What the disk must hold. */
  image?: { name: string; minDiskBytes: number; minMemoryBytes?: number } | undefined;
  /** The disk it has already: no smaller one can be chosen. */
  presentDiskBytes?: number | undefined;
  /** By the plan, or `ownSize`: why what comes with it beside the size is not enough. */
  losses?: Losses | undefined;
  onChange: (part: Partial<SizeState>) => void;
}

/** One of the plans, or a size of one's own; what cannot be had says why. */
export function SizeChoice(props: SizeChoiceProps) {
  const { offer, kind, legend, choice, losses = {}, onChange } = props;
  const t = useTranslations('instances.create');
  const locale = useLocale();
  const sizeText = useSizeText();
  const price = usePrice();
  const refusal = useSizeRefusal(props);
  const plans = offer.plans.filter((plan) => plan.kind === kind);
  if (plans.length === 0 && !offer.allowsOwnSize) return <Callout tone="warn">{t('noPlans')}</Callout>;
  const cards = plans.map((plan) => ({
    value: plan.id,
    label: plan.name,
    aside: price(plan.price),
    hint: (
      <>
        {sizeText(plan)}
        <br />
        {t('traffic', { traffic: formatBytes(plan.trafficBytes, locale) })}
      </>
    ),
    disabledReason: refusalOf(sizeText(plan), refusal(plan, kind) ?? losses[plan.id]),
  }));
  const own = {
    ...{ value: ownSize, label: t('ownSize'), hint: t('ownSizeAbout') },
    disabledReason: losses[ownSize],
  };
  function choose(planId: string) {
    const plan = plans.find((one) => one.id === planId);
    onChange({ planId, size: plan ? toSize(plan) : choice.size });
  }
  return (
    <div className="flex flex-col gap-4">
      <RadioCards
        name="planId"
        legend={legend}
        columns={2}
        value={choice.planId}
        onChange={choose}
        options={offer.allowsOwnSize ? [...cards, own] : cards}
      />
      {choice.planId === ownSize && <OwnSizeFields {...props} />}
    </div>
  );
}

/** A card that cannot be chosen shows its reason in place of its hint: the size must not be lost with it. */
function refusalOf(size: string, refusal: string | undefined): string | undefined {
  return refusal && `${size}. ${refusal}`;
}

function usePrice() {
  const t = useTranslations('instances.create');
  const locale = useLocale();
  return ({ monthMicros, currency }: CreateOptions['plans'][number]['price']) =>
    t('perMonth', { price: formatMoney(monthMicros, currency, locale) });
}
