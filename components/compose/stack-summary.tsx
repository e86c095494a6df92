import { useLocale, useTranslations } from 'next-intl';
import { QuotaAfter } from '#components/instances/create/quota-after.tsx';
import { SubmitButton } from '#components/ui/form/submit-button.tsx';
import { formatMoney } from '#components/ui/format/format-money.ts';
import type { CreateOptions } from '#server/instances/create-options-schema.ts';
import { priceOfAll, quotaAfterAll, type ServiceDraft } from './stack-draft.ts';

interface StackSummaryProps {
  options: CreateOptions;
  stack: string;
  drafts: readonly ServiceDraft[];
  /** Why nothing can be created now, if so. */
  why: string | undefined;
}

/** How many instances it will be, what they cost together and what they leave of the quota. */
export function StackSummary({ options, stack, drafts, why }: StackSummaryProps) {
  const t = useTranslations('compose.summary');
  const tCreate = useTranslations('instances.create');
  const locale = useLocale();
  const count = drafts.filter(({ isChosen }) => isChosen).length;
  const { hourMicros, monthMicros, currency } = priceOfAll(drafts, options.rates.currency);
  const after = quotaAfterAll(options.quota, drafts);
  return (
    <aside
      aria-label={tCreate('summary')}
      className="flex flex-col gap-5 rounded-lg border border-line bg-inset p-5 lg:sticky lg:top-6 lg:max-h-[calc(100dvh-3rem)] lg:overflow-y-auto"
    >
      <div>
        <h2 className="text-md wrap-anywhere">{stack.trim() || tCreate('summary')}</h2>
        <p className="mt-0.5 text-ink-2">{t('count', { count })}</p>
      </div>
      {count > 0 && (
        <div aria-live="polite">
          <p className="text-lg font-semibold">
            {tCreate('perMonth', { price: formatMoney(monthMicros, currency, locale) })}
          </p>
          <p className="text-ink-2">
            {tCreate('perHour', { price: formatMoney(hourMicros, currency, locale) })}
          </p>
          <p className="mt-1 text-sm text-ink-3">{tCreate('costHint')}</p>
        </div>
      )}
      <SubmitButton pendingLabel={tCreate('submitting')} size="lg" disabledReason={why} className="w-full">
        <span className="truncate">{t('submit', { count })}</span>
      </SubmitButton>
      {why && <p className="-mt-2 text-sm text-danger">{why}</p>}
      {after.length > 0 && <QuotaAfter after={after} />}
    </aside>
  );
}
