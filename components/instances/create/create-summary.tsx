import ChevronRight from 'lucide-react/icons/chevron-right';
import { useLocale, useTranslations } from 'next-intl';
import { CodeBlock } from '#components/ui/code-block.tsx';
import { SubmitButton } from '#components/ui/form/submit-button.tsx';
import { formatMoney } from '#components/ui/format/format-money.ts';
import type { CreateOptions } from '#server/instances/create-options-schema.ts';
import type { Price } from '#server/instances/price-schema.ts';
import { useSizeText } from '../instance-size.tsx';
import { kindDraft } from '../kinds/kind-drafts.ts';
import { toApiBody, toCurl } from './api-call.ts';
import { type Draft, priceOfDraft, quotaAfter, sizeOfDraft } from './draft.ts';
import { QuotaAfter } from './quota-after.tsx';
import { useWhyNotCreate } from './use-why-not-create.ts';

interface CreateSummaryProps {
  options: CreateOptions;
  draft: Draft;
  image: CreateOptions['images'][number] | undefined;
  origin: string;
  /** Why nothing can be created now, if so. */
  refusal: string | undefined;
}

/** What it will be, what it costs, what it leaves of the quota, and how a program would ask for it. */
export function CreateSummary({ options, draft, image, origin, refusal }: CreateSummaryProps) {
  const t = useTranslations('instances');
  const sizeText = useSizeText();
  const size = sizeOfDraft(options, draft);
  const why = useWhyNotCreate(options, image, refusal)(draft);
  const name = draft.name.trim();
  return (
    <aside
      aria-label={t('create.summary')}
      className="flex flex-col gap-5 rounded-lg border border-line bg-inset p-5 lg:sticky lg:top-6 lg:max-h-[calc(100dvh-3rem)] lg:overflow-y-auto"
    >
      <div>
        <h2 className="text-md wrap-anywhere">{name || t('create.summary')}</h2>
        <p className="mt-0.5 text-ink-2">
          {[t(`kind.${draft.kind}`), image?.name ?? kindDraft(draft.kind).about?.(draft)]
            .filter(Boolean)
            .join(' · ')}
        </p>
        <p className="text-ink-2">{sizeText(size)}</p>
        <p className="text-ink-2">{t(`create.vaultSummary.${draft.vault}`)}</p>
      </div>
      <Cost price={priceOfDraft(options, draft)} />
      <SubmitButton pendingLabel={t('create.submitting')} size="lg" disabledReason={why} className="w-full">
        <span className="truncate">{name ? t('create.submit', { name }) : t('create.submitUnnamed')}</span>
      </SubmitButton>
      {why && <p className="-mt-2 text-sm text-danger">{why}</p>}
      <QuotaAfter after={quotaAfter(options.quota, size, draft.kind)} />
      <ApiCall options={options} draft={draft} origin={origin} />
    </aside>
  );
}

function Cost({ price: { hourMicros, monthMicros, currency } }: { price: Price }) {
  const t = useTranslations('instances.create');
  const locale = useLocale();
  return (
    <div aria-live="polite">
      <p className="text-lg font-semibold">
        {t('perMonth', { price: formatMoney(monthMicros, currency, locale) })}
      </p>
      <p className="text-ink-2">{t('perHour', { price: formatMoney(hourMicros, currency, locale) })}</p>
      <p className="mt-1 text-sm text-ink-3">{t('costHint')}</p>
    </div>
  );
}

function ApiCall({ options, draft, origin }: { options: CreateOptions; draft: Draft; origin: string }) {
  const t = useTranslations('instances.create');
  return (
    <details className="group border-t border-line pt-4">
      <summary className="flex items-center gap-1.5 rounded-sm font-medium">
        <ChevronRight aria-hidden className="size-4 text-ink-3 transition-transform group-open:rotate-90" />
        {t('apiCall')}
      </summary>
      <p className="mt-2 mb-2 text-sm text-ink-3">{t('apiCallHint')}</p>
      <CodeBlock label={t('apiCall')} code={toCurl(origin, toApiBody(options, draft))} />
    </details>
  );
}
