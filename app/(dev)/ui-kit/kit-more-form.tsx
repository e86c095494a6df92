'use client';

import Box from 'lucide-react/icons/box';
import { Combobox } from '#components/ui/field/combobox.tsx';
import { Field } from '#components/ui/field/field.tsx';
import { FileDrop } from '#components/ui/field/file-drop.tsx';
import { RadioCards } from '#components/ui/field/radio-cards.tsx';
import { UnitInput } from '#components/ui/field/unit-input.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { Form } from '#components/ui/form/form.tsx';
import { SubmitButton } from '#components/ui/form/submit-button.tsx';

export function KitMoreForm({ action }: { action: FormAction }) {
  return (
    <Form action={action} label="More" className="max-w-2xl">
      <RadioCards
        name="kind"
        legend="Kind"
        defaultValue="light-vm"
        columns={2}
        options={[
          {
            value: 'light-vm',
            label: 'Light VM',
            icon: <Box className="size-4 text-ink-3" />,
            aside: '~1 s',
            hint: 'A whole Linux of your own on a shared kernel.',
          },
          {
            value: 'vm',
            label: 'VM',
            aside: '~12 s',
            hint: 'A kernel of its own, by hardware virtualisation.',
          },
          { value: 'app', label: 'App', hint: 'One container image.' },
          { value: 'unikernel', label: 'Unikernel', disabledReason: 'This node has no /dev/kvm.' },
        ]}
      />
      <div className="flex gap-4">
        <Field name="memoryBytes" label="Memory" required>
          <UnitInput unit="GiB" multiplier={2 ** 30} min={0.5} max={8} step={0.5} defaultValue={2} />
        </Field>
        <Field name="cpu" label="CPU" required>
          <UnitInput unit="vCPU" min={1} max={8} step={1} defaultValue={2} />
        </Field>
      </div>
      <Field name="tenant" label="Account" required>
        <Combobox
          placeholder="Find an account"
          options={Array.from({ length: 40 }, (_, n) => ({
            value: `t${n}`,
            label: `Tenant ${n}`,
            hint: `tenant-${n}`,
          }))}
        />
      </Field>
      <Field
        name="publicKey"
        label="Public key"
        required
        hint="The content of a file such as id_ed25519.pub."
      >
        <FileDrop accept=".pub" rows={3} />
      </Field>
      <div>
        <SubmitButton pendingLabel="Saving">Save</SubmitButton>
      </div>
    </Form>
  );
}
