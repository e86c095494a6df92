'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Field } from '#components/ui/field/field.tsx';
import { Input } from '#components/ui/field/input.tsx';
import { toSlug } from './to-slug.ts';

/** The name, and the identifier that follows from it until somebody types another. */
export function TenantNameFields() {
  const t = useTranslations('tenants.form');
  const [suggested, setSuggested] = useState('');
  const [typed, setTyped] = useState<string>();
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field name="name" label={t('name')} hint={t('nameHint')} required>
        <Input
          maxLength={100}
          autoComplete="off"
          onChange={(event) => setSuggested(toSlug(event.target.value))}
        />
      </Field>
      <Field name="slug" label={t('slug')} hint={t('slugHint')} required>
        <Input
          mono
          value={typed ?? suggested}
          onChange={(event) => setTyped(event.target.value)}
          pattern="[a-z][a-z0-9\-]{0,30}[a-z0-9]"
          patternMessage={t('slugMessage')}
          maxLength={32}
        />
      </Field>
    </div>
  );
}
