import { useTranslations } from 'next-intl';
import { useWhyNoKind } from '#components/instances/create/use-why-no-kind.ts';
import { useSizeText } from '#components/instances/instance-size.tsx';
import { Checkbox } from '#components/ui/field/checkbox.tsx';
import { Field } from '#components/ui/field/field.tsx';
import { Select } from '#components/ui/field/select.tsx';
import type { CreateOptions } from '#server/instances/create-options-schema.ts';
import type { InstanceKind } from '#server/instances/kinds/schema.ts';
import { type Choice, imageKinds, type ServiceDraft } from './stack-draft.ts';

interface ServiceListProps {
  options: CreateOptions;
  drafts: readonly ServiceDraft[];
  onChange: (service: string, part: Choice) => void;
}

/** The services of the file, each with what it becomes. */
export function ServiceList({ options, drafts, onChange }: ServiceListProps) {
  const t = useTranslations('compose.services');
  return (
    <section aria-labelledby="compose-services">
      <h2 id="compose-services" className="text-md">
        {t('title')}
      </h2>
      <p className="mt-0.5 text-ink-2">{t('about')}</p>
      <ul className="mt-3 divide-y divide-line rounded-lg border border-line bg-surface">
        {drafts.map((draft) => (
          <ServiceRow
            key={draft.service.name}
            options={options}
            draft={draft}
            onChange={(part) => onChange(draft.service.name, part)}
          />
        ))}
      </ul>
    </section>
  );
}

interface ServiceRowProps {
  options: CreateOptions;
  draft: ServiceDraft;
  onChange: (part: Choice) => void;
}

function ServiceRow({ options, draft, onChange }: ServiceRowProps) {
  const t = useTranslations('compose.services');
  const tInstances = useTranslations('instances');
  const whyNoKind = useWhyNoKind(options);
  const sizeText = useSizeText();
  const { service, isChosen, kind, sizes, size } = draft;
  const { name, instanceName, isRefused, profiles } = service;
  const kindLabel = (one: InstanceKind) => tInstances(`kind.${one}`);
  return (
    <li className="grid items-start gap-x-6 gap-y-3 px-4 py-4 md:grid-cols-[minmax(0,1fr)_9rem_minmax(0,15rem)]">
      <div className="flex min-w-0 flex-col gap-1">
        <Checkbox
          label={<span className="font-medium">{name}</span>}
          hint={
            isRefused
              ? t('refused')
              : profiles.length > 0
                ? t('profile', { names: profiles.join(', ') })
                : undefined
          }
          checked={isChosen}
          disabled={isRefused}
          onChange={(event) => onChange({ isChosen: event.target.checked })}
        />
        <About draft={draft} instanceName={instanceName} />
      </div>
      {!isRefused && (
        <>
          <Field name={`kind.${name}`} label={t('kind')}>
            <Select
              name=""
              aria-label={t('kindOf', { name })}
              value={kind}
              options={imageKinds.map((one) => ({ value: one, label: kindLabel(one) }))}
              onChange={(event) =>
                onChange({ kind: imageKinds.find((one) => one === event.target.value) ?? kind })
              }
            />
          </Field>
          <Field name={`size.${name}`} label={t('size')}>
            <Select
              name=""
              aria-label={t('sizeOf', { name })}
              value={size?.value ?? ''}
              options={sizes.map((one) => ({
                value: one.value,
                label: one.planName ? `${one.planName}: ${sizeText(one)}` : sizeText(one),
              }))}
              onChange={(event) => onChange({ size: event.target.value })}
            />
          </Field>
        </>
      )}
      {isChosen && whyNoKind(kind) && <p className="text-sm text-danger md:col-span-3">{whyNoKind(kind)}</p>}
    </li>
  );
}

function About({ draft: { service }, instanceName }: { draft: ServiceDraft; instanceName: string }) {
  const t = useTranslations('compose.services');
  const { dependsOn, settings } = service;
  return (
    <div className="ms-6.5 flex flex-col gap-0.5 text-sm text-ink-2 wrap-anywhere">
      {settings.image !== undefined && <code>{String(settings.image)}</code>}
      <span className="text-ink-3">{t('becomes', { name: instanceName })}</span>
      {dependsOn.length > 0 && (
        <span className="text-ink-3">{t('after', { names: dependsOn.join(', ') })}</span>
      )}
    </div>
  );
}
