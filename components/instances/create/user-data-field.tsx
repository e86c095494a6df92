import { useTranslations } from 'next-intl';
import { Field } from '#components/ui/field/field.tsx';
import { FileDrop } from '#components/ui/field/file-drop.tsx';
import { FoldedSection } from '#components/ui/form/folded-section.tsx';
import type { CreateOptions } from '#server/instances/create-options-schema.ts';
import type { Draft } from './draft.ts';

interface UserDataFieldProps {
  image: CreateOptions['images'][number] | undefined;
  draft: Pick<Draft, 'userData'>;
  onChange: (part: Partial<Draft>) => void;
}

/** For those who know cloud-init. What was typed stays where the image can do nothing with it. */
export function UserDataField({ image, draft, onChange }: UserDataFieldProps) {
  const t = useTranslations('instances.create');
  const isUseless = image?.hasCloudInit === false;
  const hint = isUseless ? t('userDataUseless', { image: image.name }) : t('userDataHint');
  return (
    <FoldedSection
      title={t('userData')}
      summary={
        draft.userData === '' ? t('userDataNone') : t('userDataLength', { count: draft.userData.length })
      }
      fields={['userData']}
    >
      <p className="text-sm text-ink-3">{t('userDataAbout')}</p>
      <Field name="userData" label={t('userData')} hint={hint} optional>
        <FileDrop
          rows={8}
          disabled={isUseless}
          accept=".yaml,.yml,.sh,.txt,.cfg"
          onText={(userData) => onChange({ userData })}
        />
      </Field>
    </FoldedSection>
  );
}
