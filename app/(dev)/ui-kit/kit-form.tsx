'use client';

import { Button } from '#components/ui/button/button.tsx';
import { Checkbox } from '#components/ui/field/checkbox.tsx';
import { Field } from '#components/ui/field/field.tsx';
import { Input } from '#components/ui/field/input.tsx';
import { PasswordInput } from '#components/ui/field/password-input.tsx';
import { Select } from '#components/ui/field/select.tsx';
import { Textarea } from '#components/ui/field/textarea.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { Form } from '#components/ui/form/form.tsx';
import { FormActions } from '#components/ui/form/form-actions.tsx';
import { FormDialog } from '#components/ui/form/form-dialog.tsx';
import { SubmitButton } from '#components/ui/form/submit-button.tsx';

export function KitForm({ action }: { action: FormAction }) {
  return (
    <Form action={action} label="Example" className="max-w-lg">
      <Field name="name" label="Name" required hint="Letters, digits and hyphens.">
        <Input
          mono
          pattern="[a-z][a-z0-9\-]*"
          patternMessage="Begin with a letter; then letters, digits and hyphens."
          maxLength={63}
        />
      </Field>
      <Field name="email" label="E-mail" required>
        <Input type="email" autoComplete="email" />
      </Field>
      <Field name="password" label="Root password" optional>
        <PasswordInput autoComplete="new-password" minLength={12} />
      </Field>
      <Field name="image" label="Image">
        <Select
          defaultValue="debian-12"
          options={[
            { value: 'debian-12', label: 'Debian 12' },
            { value: 'ubuntu', label: 'Ubuntu 24.04' },
          ]}
        />
      </Field>
      <Field name="keys" label="SSH keys" optional>
        <Textarea mono />
      </Field>
      <Checkbox
        name="start"
        label="Start it at once"
        defaultChecked
        hint="Otherwise it waits until you start it."
      />
      <FormActions>
        <SubmitButton pendingLabel="Creating">Create</SubmitButton>
        <FormDialog
          title="Add an SSH key"
          trigger={<Button>Add key</Button>}
          action={action}
          submitLabel="Add"
          pendingLabel="Adding"
          cancelLabel="Cancel"
        >
          <Field name="name" label="Name" required>
            <Input />
          </Field>
        </FormDialog>
      </FormActions>
    </Form>
  );
}
