'use client';

import { useLocale, useTranslations } from 'next-intl';
import { OsMark } from '#components/images/os-mark.tsx';
import { RadioCards } from '#components/ui/field/radio-cards.tsx';
import { formatBytes } from '#components/ui/format/format-bytes.ts';
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
  const hintOf = useEntryHint();
  const entries = choices.catalogue.filter(({ app }) => app !== null);
  const chosen = entries.find(({ app }) => app?.reference === value.image);
  function choose(id: string) {
    const app = entries.find((entry) => entry.id === id)?.app;
    if (app) onChange(takeEntry(value, app));
    else if (chosen) onChange({ image: '' });
  }
  return (
    <div className="flex flex-col gap-4">
      {entries.length > 0 && (
        <RadioCards
          name="catalogueEntry"
          legend={t('catalogue')}
          hint={t('catalogueHint')}
          columns={3}
          value={chosen?.id ?? ''}
          onChange={choose}
          options={[
            { value: '', label: t('catalogueNone') },
            ...entries.map((entry) => ({
              value: entry.id,
              label: entry.name,
              aside: entry.release,
              icon: <OsMark family="app" />,
              hint: hintOf(entry),
            })),
          ]}
        />
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

/** Its description, and what it needs. */
function useEntryHint() {
  const t = useTranslations('instances.create');
  const locale = useLocale();
  return ({ description, minDiskBytes, minMemoryBytes }: ContainerChoices['catalogue'][number]) => (
    <>
      {description !== '' && <span className="block">{description}</span>}
      {[
        t('imageMinDisk', { disk: formatBytes(minDiskBytes, locale) }),
        ...(minMemoryBytes > 0 ? [t('imageMinMemory', { memory: formatBytes(minMemoryBytes, locale) })] : []),
      ].join(' · ')}
    </>
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
