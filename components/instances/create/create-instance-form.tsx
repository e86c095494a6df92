'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { Form } from '#components/ui/form/form.tsx';
import type { CreateOptions } from '#server/instances/create-options-schema.ts';
import { RootPasswordDialog } from '../root-password-dialog.tsx';
import { SizeChoice } from '../size/size-choice.tsx';
import { AccessFields } from './access-fields.tsx';
import { CreateSummary } from './create-summary.tsx';
import type { Draft } from './draft.ts';
import { firstDraft } from './draft.ts';
import { ImageChoice } from './image-choice.tsx';
import { KindChoice } from './kind-choice.tsx';
import { NameField } from './name-field.tsx';
import { UserDataField } from './user-data-field.tsx';
import { VaultChoice } from './vault-choice.tsx';

interface CreateInstanceFormProps {
  options: CreateOptions;
  /** What a creation that failed had asked for. */
  wish: Partial<Draft> | undefined;
  /** Why nothing can be created now, if so. */
  refusal: string | undefined;
  /** Where the API is reached. */
  origin: string;
  create: FormAction;
  addKey: FormAction;
}

type Created = { name: string; href: string; rootPassword: string };

export function CreateInstanceForm({
  options,
  wish,
  refusal,
  origin,
  create,
  addKey,
}: CreateInstanceFormProps) {
  const t = useTranslations('instances');
  const [draft, setDraft] = useState(() => firstDraft(options, wish));
  const [created, setCreated] = useState<Created>();
  const change = (part: Partial<Draft>) => setDraft((old) => ({ ...old, ...part }));
  const image = options.images.find((one) => one.id === draft.imageId);
  // What is posted: a field that is disabled is not.
  const asked = image?.hasCloudInit === false ? { ...draft, userData: '' } : draft;

  return (
    <>
      <Form
        action={create}
        label={t('create.title')}
        onSuccess={(state) => setCreated(state.data as Created | undefined)}
        className="max-w-none"
      >
        <input type="hidden" name="tenant" value={options.tenant.slug} />
        <div className="grid items-start gap-x-10 gap-y-8 grid-cols-[minmax(0,1fr)] lg:grid-cols-[minmax(0,1fr)_20rem]">
          <div className="flex min-w-0 flex-col gap-8">
            <KindChoice options={options} draft={draft} onChange={change} />
            <ImageChoice images={options.images} draft={draft} onChange={change} />
            <SizeChoice
              offer={options}
              kind={draft.kind}
              legend={t('create.sizeLegend')}
              choice={draft}
              image={image}
              onChange={change}
            />
            <NameField draft={draft} onChange={change} />
            <AccessFields
              options={options}
              draft={draft}
              user={image?.defaultUser}
              addKey={addKey}
              onChange={change}
            />
            <VaultChoice options={options} draft={draft} onChange={change} />
            <UserDataField image={image} onChange={change} />
          </div>
          <CreateSummary options={options} draft={asked} image={image} origin={origin} refusal={refusal} />
        </div>
      </Form>
      {created?.rootPassword && <RootPasswordDialog {...created} />}
    </>
  );
}
