'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { Field } from '#components/ui/field/field.tsx';
import { Input } from '#components/ui/field/input.tsx';
import { formatMoney } from '#components/ui/format/format-money.ts';

interface PlanPriceFieldsProps {
  hour: string;
  month: string;
  currency: string;
}

/** A month has 730 hours on average: what most providers multiply by. */
const monthHours = 730;

export function PlanPriceFields({ hour, month, currency }: PlanPriceFieldsProps) {
  const t = useTranslations('plans.form');
  const locale = useLocale();
  const [typedHour, setTypedHour] = useState(hour);
  const hourMicros = Number(typedHour.trim().replace(',', '.')) * 1_000_000;
  const amount = hourMicros > 0 ? formatMoney(hourMicros * monthHours, currency, locale) : undefined;
  const shared = {
    inputMode: 'decimal',
    pattern: '\\s*\\d{1,7}([.,]\\d{1,6})?\\s*',
    patternMessage: t('moneyMessage'),
    autoComplete: 'off',
  } as const;
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field name="priceHour" label={t('hour')} required>
        <Input {...shared} defaultValue={hour} onChange={(event) => setTypedHour(event.target.value)} />
      </Field>
      <Field name="priceMonth" label={t('month')} hint={amount && t('monthSuggest', { amount })} required>
        <Input {...shared} defaultValue={month} />
      </Field>
    </div>
  );
}
