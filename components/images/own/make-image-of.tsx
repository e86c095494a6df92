'use client';

import { useTranslations } from 'next-intl';
import { Field } from '#components/ui/field/field.tsx';
import { Select } from '#components/ui/field/select.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { MakeImageDialog } from './make-image-dialog.tsx';

/** An instance of the account, and why no image can be made of it now. */
export type ImageSource = { id: string; name: string; refusal: string | undefined };

interface MakeImageOfProps {
  sources: ImageSource[];
  forbidden: string | undefined;
  action: FormAction;
}

/** Which instance an image is made of. What cannot be chosen says why in its line. */
export function MakeImageOf({ sources, forbidden, action }: MakeImageOfProps) {
  const t = useTranslations('images.own.make');
  const first = sources.find(({ refusal }) => refusal === undefined);
  const none = first ? undefined : t(sources.length === 0 ? 'none' : 'noneStopped');
  return (
    <MakeImageDialog refusal={forbidden ?? none} action={action}>
      <Field name="instanceId" label={t('instance')} hint={t('instanceHint')} required>
        <Select
          defaultValue={first?.id}
          options={sources.map(({ id, name, refusal: why }) => ({
            value: id,
            label: why ? `${name} – ${why}` : name,
            disabled: why !== undefined,
          }))}
        />
      </Field>
    </MakeImageDialog>
  );
}
