'use client';

import Pencil from 'lucide-react/icons/pencil';
import Server from 'lucide-react/icons/server';
import Trash from 'lucide-react/icons/trash-2';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { ActionButton } from '#components/ui/action/action-button.tsx';
import { IconButton } from '#components/ui/button/icon-button.tsx';
import { Field } from '#components/ui/field/field.tsx';
import { Input } from '#components/ui/field/input.tsx';
import { Textarea } from '#components/ui/field/textarea.tsx';
import { FormDialog } from '#components/ui/form/form-dialog.tsx';
import type { ImageView } from '#server/images/schema.ts';
import { paths } from '#server/paths.ts';
import type { OwnImageActions } from './own-image-actions.ts';

interface RowActionsProps {
  tenant: string;
  image: ImageView;
  forbidden: string | undefined;
  actions: OwnImageActions;
}

export function OwnImageRowActions({ tenant, image, forbidden, actions }: RowActionsProps) {
  const t = useTranslations('images.own');
  const { id, name, state, isPresent, instances } = image;
  const isBusy = state === 'creating' || state === 'deleting';
  const busy = isBusy ? t(`state.${state}`) : undefined;
  const unusable = forbidden ?? busy ?? (state === 'ready' && isPresent ? undefined : t('unusable'));
  return (
    <span className="inline-flex items-center">
      {unusable ? (
        <IconButton size="sm" label={t('use', { name })} icon={<Server />} disabledReason={unusable} />
      ) : (
        <Link
          href={paths.newInstance(tenant, { image: id })}
          className="px-2 text-sm text-accent-text hover:underline"
        >
          {t('useShort')}
          <span className="sr-only"> {name}</span>
        </Link>
      )}
      <EditDialog image={image} refusal={forbidden ?? busy} action={actions.update} />
      <ActionButton
        iconOnly
        size="sm"
        variant="ghost"
        action={actions.remove}
        fields={{ id }}
        label={t('delete.one', { name })}
        pendingLabel={t('delete.pending')}
        icon={<Trash />}
        disabledReason={forbidden ?? busy}
        confirm={{
          title: t('delete.title', { name }),
          body: instances === 0 ? t('delete.unused') : t('delete.used', { count: instances }),
          confirmLabel: t('delete.confirm'),
        }}
      />
    </span>
  );
}

function EditDialog({
  image: { id, name, description },
  refusal,
  action,
}: {
  image: ImageView;
  refusal: string | undefined;
  action: OwnImageActions['update'];
}) {
  const t = useTranslations('images.own');
  const tForm = useTranslations('images.form');
  const tCommon = useTranslations('common');
  const label = t('change', { name });
  const button = <IconButton size="sm" label={label} icon={<Pencil />} disabledReason={refusal} />;
  if (refusal) return button;
  return (
    <FormDialog
      trigger={button}
      title={label}
      action={action}
      submitLabel={tForm('save')}
      pendingLabel={tForm('saving')}
      cancelLabel={tCommon('cancel')}
    >
      <input type="hidden" name="id" value={id} />
      <Field name="name" label={t('make.name')} required>
        <Input defaultValue={name} maxLength={80} autoComplete="off" />
      </Field>
      <Field name="description" label={t('make.description')} optional>
        <Textarea defaultValue={description} rows={2} maxLength={500} />
      </Field>
    </FormDialog>
  );
}
