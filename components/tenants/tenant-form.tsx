'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { MadeInvitation } from '#components/team/made-invitation.tsx';
import type { MadeLink } from '#components/team/team-actions.ts';
import { LinkButton } from '#components/ui/button/link-button.tsx';
import { Field } from '#components/ui/field/field.tsx';
import { Input } from '#components/ui/field/input.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { Fieldset } from '#components/ui/form/fieldset.tsx';
import { Form } from '#components/ui/form/form.tsx';
import { FormActions } from '#components/ui/form/form-actions.tsx';
import { SubmitButton } from '#components/ui/form/submit-button.tsx';
import { Section } from '#components/ui/section.tsx';
import { paths } from '#server/paths.ts';
import type { Quota } from '#server/tenants/schema.ts';
import { type PlanSetChoice, PlanSetField } from './plan-set-field.tsx';
import { QuotaFields } from './quota-fields.tsx';
import { TenantNameFields } from './tenant-name-fields.tsx';

/** What the action answers: where the tenant is, and the owner's link where one was made. */
export type CreatedTenant = { tenantId: string; name: string; invitation?: MadeLink };

interface TenantFormProps {
  planSets: PlanSetChoice[];
  action: FormAction;
}

const gib = 1024 ** 3;
/** Enough for a first customer; every number can be changed later. */
const startingQuota: Quota = {
  lightVms: 5,
  vms: 0,
  apps: 0,
  sandboxes: 0,
  unikernels: 0,
  vcpus: 8,
  memoryBytes: 16 * gib,
  diskBytes: 200 * gib,
  trafficBytes: 2000 * gib,
};

export function TenantForm({ planSets, action }: TenantFormProps) {
  const t = useTranslations('tenants.form');
  const router = useRouter();
  const [created, setCreated] = useState<CreatedTenant>();
  const leave = (tenant: CreatedTenant) => router.push(paths.adminTenant(tenant.tenantId));

  function onSuccess(state: { data?: unknown }) {
    const tenant = state.data as CreatedTenant;
    if (tenant.invitation) setCreated(tenant);
    else leave(tenant);
  }

  if (created?.invitation) {
    return (
      <div className="max-w-2xl">
        <Section framed title={t('invitedTitle', { name: created.name })}>
          <MadeInvitation made={created.invitation} onDone={() => leave(created)} />
        </Section>
      </div>
    );
  }
  return (
    <Form action={action} onSuccess={onSuccess} className="max-w-2xl">
      <Fieldset legend={t('who')}>
        <TenantNameFields />
        <div className="grid gap-4 sm:grid-cols-2">
          <Field name="ownerEmail" label={t('ownerEmail')} hint={t('ownerHint')} optional>
            <Input type="email" autoComplete="off" maxLength={254} />
          </Field>
          <PlanSetField planSets={planSets} />
        </div>
      </Fieldset>
      <Fieldset legend={t('quota')} hint={t('quotaHint')}>
        <QuotaFields quota={startingQuota} />
      </Fieldset>
      <FormActions>
        <SubmitButton pendingLabel={t('creating')}>{t('create')}</SubmitButton>
        <LinkButton href={paths.adminTenants()} variant="ghost">
          {t('cancel')}
        </LinkButton>
      </FormActions>
    </Form>
  );
}
