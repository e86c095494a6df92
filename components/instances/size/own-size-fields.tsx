import { useLocale, useTranslations } from 'next-intl';
import { Field } from '#components/ui/field/field.tsx';
import { UnitInput } from '#components/ui/field/unit-input.tsx';
import { formatBytes } from '#components/ui/format/format-bytes.ts';
import type { CreateOptions } from '#server/instances/create-options-schema.ts';
import { factsOf, type InstanceKind } from '#server/instances/kinds/schema.ts';
import type { Size } from '#server/instances/schema.ts';
import { gib } from '../create/draft.ts';

interface OwnSizeFieldsProps {
  offer: Pick<CreateOptions, 'quota'>;
  kind: InstanceKind;
  choice: { size: Size };
  image?: { minDiskBytes: number; minMemoryBytes?: number } | undefined;
  presentDiskBytes?: number | undefined;
  onChange: (part: { size: Size }) => void;
}

/** vCPUs, memory and disk by hand, each with what the quota still has. */
export function OwnSizeFields(props: OwnSizeFieldsProps) {
  const { offer, kind, choice, image, presentDiskBytes, onChange } = props;
  const t = useTranslations('instances.create');
  const locale = useLocale();
  const { quota } = offer;
  const change = (part: Partial<Size>) => onChange({ size: { ...choice.size, ...part } });
  const { least } = factsOf(kind);
  const leastDisk = Math.max(least.diskBytes, image?.minDiskBytes ?? 0, presentDiskBytes ?? 0);
  const leastMemory = Math.max(least.memoryBytes, image?.minMemoryBytes ?? 0);
  return (
    <div className="grid gap-4 rounded-md border border-line bg-inset p-4 sm:grid-cols-3">
      <Field name="vcpus" label={t('vcpus')} hint={t('upTo', { limit: quota.vcpus.left })} required>
        <UnitInput
          unit="vCPU"
          className="w-full"
          min={1}
          max={Math.min(64, quota.vcpus.left)}
          step={1}
          defaultValue={choice.size.vcpus}
          onValueChange={(value) => change({ vcpus: Math.round(value ?? 0) })}
        />
      </Field>
      <Field
        name="memoryBytes"
        label={t('memory')}
        hint={t('upTo', { limit: formatBytes(quota.memoryBytes.left, locale) })}
        required
      >
        <UnitInput
          unit={t('gib')}
          className="w-full"
          multiplier={gib}
          min={leastMemory / gib}
          max={quota.memoryBytes.left / gib}
          step="any"
          defaultValue={choice.size.memoryBytes / gib}
          onValueChange={(value) => change({ memoryBytes: Math.round((value ?? 0) * gib) })}
        />
      </Field>
      <Field
        name="diskBytes"
        label={t('disk')}
        hint={t('upTo', { limit: formatBytes(quota.diskBytes.left, locale) })}
        required
      >
        <UnitInput
          unit={t('gib')}
          className="w-full"
          multiplier={gib}
          min={leastDisk / gib}
          max={quota.diskBytes.left / gib}
          step="any"
          defaultValue={choice.size.diskBytes / gib}
          onValueChange={(value) => change({ diskBytes: Math.round((value ?? 0) * gib) })}
        />
      </Field>
    </div>
  );
}
