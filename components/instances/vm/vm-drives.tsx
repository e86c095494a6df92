'use client';

import Disc from 'lucide-react/icons/disc';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ActionButton } from '#components/ui/action/action-button.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { Checkbox } from '#components/ui/field/checkbox.tsx';
import { Field } from '#components/ui/field/field.tsx';
import { Select } from '#components/ui/field/select.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { Section } from '#components/ui/section.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { paths } from '#server/paths.ts';
import type { IsoView } from '#server/vms/schema.ts';

interface VmDrivesProps {
  instance: { id: string; tenant: { slug: string } };
  /** All of the account's. */
  isos: IsoView[];
  /** Why none can be put in or taken out now, if so. */
  refusal: string | undefined;
  actions: { attach: FormAction; detach: FormAction };
}

/** The discs in a VM, and the way of another one into it. */
export function VmDrives({ instance: { id, tenant }, isos, refusal, actions }: VmDrivesProps) {
  const t = useTranslations('vms.drives');
  const inside = isos.flatMap((iso) => {
    const place = iso.instances.find((instance) => instance.id === id);
    return place ? [{ ...iso, bootsFirst: place.bootsFirst }] : [];
  });
  const others = isos.filter((iso) => iso.state === 'ready' && !inside.some((one) => one.id === iso.id));
  const all = <TextLink href={paths.isos(tenant.slug)}>{t('manage')}</TextLink>;
  return (
    <Section framed title={t('title')} description={t('about')} actions={all}>
      {inside.length === 0 && <p className="mb-4 text-ink-2">{t('empty')}</p>}
      <ul className="mb-4 flex flex-col divide-y divide-line empty:hidden">
        {inside.map((iso) => (
          <li key={iso.id} className="flex flex-wrap items-center gap-2 py-2">
            <Disc aria-hidden className="size-4 text-ink-3" />
            <span className="font-medium wrap-anywhere">{iso.name}</span>
            {iso.bootsFirst && <Badge>{t('first')}</Badge>}
            <span className="ms-auto">
              <ActionButton
                size="sm"
                action={actions.detach}
                fields={{ id, isoId: iso.id }}
                label={t('detach')}
                pendingLabel={t('detachPending')}
                disabledReason={refusal}
              />
            </span>
          </li>
        ))}
      </ul>
      <Attach id={id} isos={others} refusal={refusal} action={actions.attach} />
    </Section>
  );
}

function Attach(props: { id: string; isos: IsoView[]; refusal: string | undefined; action: FormAction }) {
  const { id, isos, refusal, action } = props;
  const t = useTranslations('vms.drives');
  const [chosen, setChosen] = useState('');
  const [bootsFirst, setBootsFirst] = useState(true);
  const iso = isos.find((one) => one.id === chosen) ?? isos[0];
  if (!iso) return <p className="text-ink-2">{t('noneToChoose')}</p>;
  return (
    <div className="flex flex-wrap items-end gap-3">
      <Field name="isoId" label={t('choose')}>
        <Select
          value={iso.id}
          onChange={(event) => setChosen(event.target.value)}
          options={isos.map(({ id: value, name: label }) => ({ value, label }))}
        />
      </Field>
      <span className="pb-1.5">
        <Checkbox
          name="bootsFirst"
          label={t('bootsFirst')}
          checked={bootsFirst}
          onChange={(event) => setBootsFirst(event.target.checked)}
        />
      </span>
      <ActionButton
        action={action}
        fields={{ id, isoId: iso.id, bootsFirst: String(bootsFirst) }}
        label={t('attach')}
        pendingLabel={t('attachPending')}
        disabledReason={refusal}
      />
    </div>
  );
}
