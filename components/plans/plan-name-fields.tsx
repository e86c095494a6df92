'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { CopyText } from '#components/ui/copy-text.tsx';
import { Field } from '#components/ui/field/field.tsx';
import { Input } from '#components/ui/field/input.tsx';

interface PlanNameFieldsProps {
  name?: string | undefined;
  /** Of a plan that exists: it stays. */
  slug?: string | undefined;
}

/** The name, and the identifier that follows from it until somebody types another. */
export function PlanNameFields({ name, slug }: PlanNameFieldsProps) {
  const t = useTranslations('plans.form');
  const [suggested, setSuggested] = useState('');
  const [typed, setTyped] = useState<string>();
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field name="name" label={t('name')} hint={t('nameHint')} required>
        <Input
          defaultValue={name}
          maxLength={60}
          autoComplete="off"
          onChange={(event) => setSuggested(toSlug(event.target.value))}
        />
      </Field>
      {slug === undefined ? (
        <Field name="slug" label={t('slug')} hint={t('slugHint')} required>
          <Input
            mono
            value={typed ?? suggested}
            onChange={(event) => setTyped(event.target.value)}
            pattern="[a-z][a-z0-9\-]{0,38}[a-z0-9]"
            patternMessage={t('slugMessage')}
            maxLength={40}
          />
        </Field>
      ) : (
        <div className="flex flex-col gap-1.5">
          <span className="font-medium">{t('slug')}</span>
          <CopyText value={slug} />
        </div>
      )}
    </div>
  );
}

function toSlug(name: string): string {
  const plain = name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '-');
  return plain.replace(/^[^a-z]+|-+$/g, '').slice(0, 40);
}
