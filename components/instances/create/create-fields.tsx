import { useTranslations } from 'next-intl';
import type { FormAction } from '#components/ui/form/action-state.ts';
import type { CreateOptions } from '#server/instances/create-options-schema.ts';
import { factsOf } from '#server/instances/kinds/schema.ts';
import { kindForms } from '../kinds/kind-forms.ts';
import { SizeChoice } from '../size/size-choice.tsx';
import { AccessFields } from './access-fields.tsx';
import { allowancesOfDraft, type Draft } from './draft.ts';
import { ImageChoice } from './image-choice.tsx';
import { NameField } from './name-field.tsx';
import { UserDataField } from './user-data-field.tsx';
import { VaultChoice } from './vault-choice.tsx';

interface CreateFieldsProps {
  options: CreateOptions;
  draft: Draft;
  image: CreateOptions['images'][number] | undefined;
  addKey: FormAction;
  onChange: (part: Partial<Draft>) => void;
}

/** What the kind that was chosen takes: first what it cannot do without, folded what most leave as it is. */
export function CreateFields({ options, draft, image, addKey, onChange }: CreateFieldsProps) {
  const t = useTranslations('instances.create');
  const { disk, hasLogin } = factsOf(draft.kind);
  const { Essential, More } = kindForms[draft.kind];
  const part = { options, draft, allowances: allowancesOfDraft(options, draft), onChange };
  return (
    <>
      {disk === 'image' && <ImageChoice images={options.images} draft={draft} onChange={onChange} />}
      {Essential && <Essential {...part} />}
      <SizeChoice
        // Sizes of one's own are typed: another kind begins with its own.
        key={draft.kind}
        offer={options}
        kind={draft.kind}
        legend={t('sizeLegend')}
        choice={draft}
        image={image}
        onChange={onChange}
      />
      <NameField draft={draft} onChange={onChange} />
      {hasLogin && (
        <AccessFields
          options={options}
          draft={draft}
          user={image?.defaultUser}
          addKey={addKey}
          onChange={onChange}
        />
      )}
      <VaultChoice options={options} draft={draft} onChange={onChange} />
      {(More || hasLogin) && (
        <div>
          {More && <More {...part} />}
          {hasLogin && <UserDataField image={image} draft={draft} onChange={onChange} />}
        </div>
      )}
    </>
  );
}
