'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { Form } from '#components/ui/form/form.tsx';
import type { CreateOptions } from '#server/instances/create-options-schema.ts';
import { paths } from '#server/paths.ts';
import { kindDraft } from '../kinds/kind-drafts.ts';
import { RootPasswordDialog } from '../root-password-dialog.tsx';
import { CreateFields } from './create-fields.tsx';
import { CreateSummary } from './create-summary.tsx';
import { type Draft, firstDraft } from './draft.ts';
import { KindChoice, type KindView } from './kind-choice.tsx';
import { KindComparison } from './kind-comparison.tsx';
import type { Measured } from './measured.ts';

interface CreateInstanceFormProps {
  options: CreateOptions;
  /** What a creation that failed had asked for, or the address. */
  wish: Partial<Draft> | undefined;
  /** How the kinds are shown at first. */
  by: KindView;
  measured: Measured;
  /** The kinds side by side. */
  comparison: ReactNode;
  /** Why nothing can be created now, if so. */
  refusal: string | undefined;
  /** Where the API is reached. */
  origin: string;
  create: FormAction;
  addKey: FormAction;
}

type Created = { name: string; href: string; rootPassword: string };

export function CreateInstanceForm(props: CreateInstanceFormProps) {
  const { options, wish, by, measured, comparison, refusal, origin, create, addKey } = props;
  const t = useTranslations('instances');
  const [draft, setDraft] = useState(() => firstDraft(options, wish));
  const [view, setView] = useState(by);
  const [created, setCreated] = useState<Created>();
  // The choice of the kind is in the address, so that it can be sent to somebody and come back to.
  const address = (kind: Draft['kind'], as: KindView) =>
    window.history.replaceState(null, '', paths.newInstance(options.tenant.slug, { kind, by: as }));
  function change(part: Partial<Draft>) {
    setDraft((old) => ({ ...old, ...part }));
    if (part.kind) address(part.kind, view);
  }
  function show(as: KindView) {
    setView(as);
    address(draft.kind, as);
  }
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
        <input type="hidden" name="settings" value={JSON.stringify(kindDraft(draft.kind).settings(draft))} />
        <div className="grid items-start gap-x-10 gap-y-8 grid-cols-[minmax(0,1fr)] lg:grid-cols-[minmax(0,1fr)_20rem]">
          <div className="flex min-w-0 flex-col gap-8">
            <KindChoice {...{ options, draft, view, measured }} onView={show} onChange={change} />
            <KindComparison tenant={options.tenant.slug}>{comparison}</KindComparison>
            <CreateFields {...{ options, draft, image, addKey }} onChange={change} />
          </div>
          <CreateSummary options={options} draft={asked} image={image} origin={origin} refusal={refusal} />
        </div>
      </Form>
      {created?.rootPassword && <RootPasswordDialog {...created} />}
    </>
  );
}
