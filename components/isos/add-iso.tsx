'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Field } from '#components/ui/field/field.tsx';
import { Input } from '#components/ui/field/input.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { Form } from '#components/ui/form/form.tsx';
import { SubmitButton } from '#components/ui/form/submit-button.tsx';
import { Section } from '#components/ui/section.tsx';
import { UploadField } from '#components/uploads/upload-field.tsx';

interface AddIsoProps {
  tenant: string;
  forbidden: string | undefined;
  action: FormAction;
}

/** An ISO file from the reader's computer, and the name that it gets. */
export function AddIso({ tenant, forbidden, action }: AddIsoProps) {
  const t = useTranslations('vms.add');
  const [file, setFile] = useState<{ id: string; name: string }>();
  const [round, setRound] = useState(0);
  const done = () => {
    setFile(undefined);
    setRound(round + 1);
  };
  return (
    <Section framed title={t('title')} description={t('about')}>
      <Form key={round} action={action} onSuccess={done} className="flex flex-col gap-4">
        <input type="hidden" name="tenant" value={tenant} />
        <UploadField
          name="uploadId"
          label={t('file')}
          tenant={tenant}
          purpose="iso"
          accept=".iso"
          disabledReason={forbidden}
          onReady={({ id, name }) => setFile({ id, name })}
          onDropped={() => setFile(undefined)}
        />
        {file && (
          <Field name="name" label={t('name')} required>
            <Input key={file.id} defaultValue={toName(file.name)} maxLength={63} />
          </Field>
        )}
        <div>
          <SubmitButton
            pendingLabel={t('pending')}
            disabledReason={forbidden ?? (file ? undefined : t('needsFile'))}
          >
            {t('submit')}
          </SubmitButton>
        </div>
      </Form>
    </Section>
  );
}

/** What may be a name of a disc is kept of the file's. */
function toName(fileName: string): string {
  const letters = fileName.replaceAll(/[^A-Za-z0-9._-]+/g, '-').replace(/^[^A-Za-z0-9]+/, '');
  return letters.slice(0, 63) || 'disc';
}
