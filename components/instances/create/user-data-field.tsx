import ChevronRight from 'lucide-react/icons/chevron-right';
import { useTranslations } from 'next-intl';
import { Field } from '#components/ui/field/field.tsx';
import { FileDrop } from '#components/ui/field/file-drop.tsx';
import type { CreateOptions } from '#server/instances/create-options-schema.ts';
import type { Draft } from './draft.ts';

interface UserDataFieldProps {
  image: CreateOptions['images'][number] | undefined;
  onChange: (part: Partial<Draft>) => void;
}

/** For those who know cloud-init; closed for all others. What was typed stays where the image can do nothing with it. */
export function UserDataField({ image, onChange }: UserDataFieldProps) {
  const t = useTranslations('instances.create');
  const isUseless = image?.hasCloudInit === false;
  const hint = isUseless ? t('userDataUseless', { image: image.name }) : t('userDataHint');
  return (
    <details className="group">
      <summary className="flex w-fit items-center gap-1.5 rounded-sm font-medium">
        <ChevronRight aria-hidden className="size-4 text-ink-3 transition-transform group-open:rotate-90" />
        <span className="whitespace-nowrap">{t('userData')}</span>
        <span className="font-normal text-ink-3">{t('userDataAbout')}</span>
      </summary>
      <div className="mt-3">
        <Field name="userData" label={t('userData')} hint={hint} optional>
          <FileDrop
            rows={8}
            disabled={isUseless}
            accept=".yaml,.yml,.sh,.txt,.cfg"
            onText={(userData) => onChange({ userData })}
          />
        </Field>
      </div>
    </details>
  );
}
