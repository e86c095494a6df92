'use client';

import { useTranslations } from 'next-intl';
import { Field } from '#components/ui/field/field.tsx';
import { Select } from '#components/ui/field/select.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { imageReference } from '#server/deployments/container-schema.ts';
import { paths } from '#server/paths.ts';
import { hostOf } from '#server/registries/schema.ts';
import { CheckedInput } from './checked-input.tsx';
import type { ContainerChoices, ContainerPartProps } from './container-parts.ts';
import { takeEntry } from './container-presets.ts';
import { SettingField } from './setting-field.tsx';

interface ImageFieldProps extends ContainerPartProps {
  choices: ContainerChoices;
}

/** The image, from the provider's catalogue or by its reference, and who signs in where it comes from. */
export function ImageField({ value, onChange, errors, choices }: ImageFieldProps) {
  const t = useTranslations('kinds.container');
  const entries = choices.catalogue.filter(({ app }) => app !== null);
  const chosen = entries.find(({ app }) => app?.reference === value.image);
  function choose(id: string) {
    const app = entries.find((entry) => entry.id === id)?.app;
    if (app) onChange(takeEntry(value, app));
  }
  return (
    <div className="flex flex-col gap-4">
      {entries.length > 0 && (
        <Field
          name="catalogueEntry"
          label={t('catalogue')}
          hint={chosen?.description || t('catalogueHint')}
          className="max-w-lg"
        >
          <Select
            value={chosen?.id ?? ''}
            placeholder={t('catalogueNone')}
            options={entries.map(({ id, name, release }) => ({
              value: id,
              label: `${name} ${release}`.trim(),
            }))}
            onChange={(event) => choose(event.target.value)}
          />
        </Field>
      )}
      <SettingField path="image" label={t('image')} hint={t('imageHint')} errors={errors} required>
        <CheckedInput
          mono
          value={value.image}
          onChange={(event) => onChange({ image: event.target.value })}
          accepts={(text) => imageReference.safeParse(text).success}
          message={t('imageInvalid')}
          maxLength={512}
          placeholder="docker.io/library/nginx:1.27"
        />
      </SettingField>
      <SignIn reference={value.image} choices={choices} />
    </div>
  );
}

/** Who the image is fetched as: the login of its host, found by itself. */
function SignIn({ reference, choices }: { reference: string; choices: ContainerChoices }) {
  const t = useTranslations('kinds.container.signIn');
  if (reference.trim() === '') return null;
  const host = hostOf(reference);
  const login = choices.registries.find((one) => one.host === host);
  return (
    <p aria-live="polite" className="-mt-2 text-sm text-ink-2 wrap-anywhere">
      {login?.username ? t('as', { host, user: login.username }) : t(login ? 'nobody' : 'none', { host })}{' '}
      <TextLink href={paths.registries(choices.tenant)}>{t('registries')}</TextLink>
    </p>
  );
}
