'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Field } from '#components/ui/field/field.tsx';
import { UnitInput } from '#components/ui/field/unit-input.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { Form } from '#components/ui/form/form.tsx';
import type { OfferNode } from '../use-offer-nodes.ts';
import { KeyChoice } from './key-choice.tsx';
import { NodeChoice } from './node-choice.tsx';
import { firstVaultDraft, gib, type VaultDraft } from './vault-draft.ts';
import { VaultNameField } from './vault-name-field.tsx';
import { VaultSummary } from './vault-summary.tsx';

interface CreateVaultFormProps {
  tenant: string;
  nodes: OfferNode[];
  /** Of the vaults that there are, so that another is suggested. */
  takenNames: string[];
  /** As large as it can be. */
  mostGib: number;
  /** Why none can be made now, if so. */
  refusal: string | undefined;
  origin: string;
  create: FormAction;
}

export function CreateVaultForm(props: CreateVaultFormProps) {
  const { tenant, nodes, takenNames, mostGib, refusal, origin, create } = props;
  const t = useTranslations('vaults');
  const [draft, setDraft] = useState(() => firstVaultDraft(tenant, nodes, takenNames, mostGib));
  const change = (part: Partial<VaultDraft>) => setDraft((old) => ({ ...old, ...part }));
  return (
    <Form action={create} label={t('create.title')} className="max-w-none">
      <input type="hidden" name="tenant" value={tenant} />
      <div className="grid items-start gap-x-10 gap-y-8 grid-cols-[minmax(0,1fr)] lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-8">
          <NodeChoice nodes={nodes} nodeId={draft.nodeId} onChange={change} />
          <VaultNameField name={draft.name} onChange={change} />
          <Field
            name="sizeBytes"
            label={t('create.size')}
            hint={t('create.sizeHint', { most: mostGib })}
            required
          >
            <UnitInput
              unit={t('gib')}
              multiplier={gib}
              min={1}
              max={mostGib}
              step={1}
              defaultValue={draft.sizeGib}
              onValueChange={(sizeGib) => change({ sizeGib })}
            />
          </Field>
          <KeyChoice keyMode={draft.keyMode} onChange={change} />
        </div>
        <VaultSummary tenant={tenant} draft={draft} nodes={nodes} origin={origin} refusal={refusal} />
      </div>
    </Form>
  );
}
