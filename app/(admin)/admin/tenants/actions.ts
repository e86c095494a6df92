'use server';

import { getTranslations } from 'next-intl/server';
import { action } from '#app/_lib/action.ts';
import { paths } from '#server/paths.ts';
import { createTenant } from '#server/tenants/create-tenant.ts';
import { deleteTenant } from '#server/tenants/delete-tenant.ts';
import { endTenant } from '#server/tenants/end-tenant.ts';
import { createTenantForm, updateQuotaForm, updateTenantForm } from '#server/tenants/forms.ts';
import { retryTenant } from '#server/tenants/retry-tenant.ts';
import {
  deleteTenantInput,
  endTenantInput,
  suspendTenantInput,
  tenantIdInput,
} from '#server/tenants/schema.ts';
import { suspendTenant } from '#server/tenants/suspend-tenant.ts';
import { takeBackEnd } from '#server/tenants/take-back-end.ts';
import { unsuspendTenant } from '#server/tenants/unsuspend-tenant.ts';
import { updateQuota } from '#server/tenants/update-quota.ts';
import { updateTenant } from '#server/tenants/update-tenant.ts';

const said = () => getTranslations('tenants.said');

export const createTenantAction = action(createTenantForm, async (ctx, input) => {
  const { tenantId, invitation } = await createTenant(ctx, input);
  const { name, ownerEmail: email } = { ownerEmail: '', ...input };
  return {
    message: (await said())('created', { name }),
    data: { tenantId, name, ...(invitation && { invitation: { email, ...invitation } }) },
  };
});

export const updateTenantAction = action(updateTenantForm, async (ctx, input) => {
  await updateTenant(ctx, input);
  return { message: (await said())('saved') };
});

export const updateQuotaAction = action(updateQuotaForm, async (ctx, input) => {
  const { isDone } = await updateQuota(ctx, input);
  return { message: (await said())(isDone ? 'quotaChanged' : 'quotaPending') };
});

export const suspendTenantAction = action(suspendTenantInput, async (ctx, input) => {
  await suspendTenant(ctx, input);
  return { message: (await said())('suspended') };
});

export const unsuspendTenantAction = action(tenantIdInput, async (ctx, input) => {
  await unsuspendTenant(ctx, input);
  return { message: (await said())('unsuspended') };
});

export const retryTenantAction = action(tenantIdInput, async (ctx, input) => {
  await retryTenant(ctx, input);
  return { message: (await said())('retried') };
});

export const endTenantAction = action(endTenantInput, async (ctx, input) => {
  const { name } = await endTenant(ctx, input);
  return { message: (await said())('ending', { name }) };
});

export const takeBackEndAction = action(tenantIdInput, async (ctx, input) => {
  const { name } = await takeBackEnd(ctx, input);
  return { message: (await said())('kept', { name }) };
});

export const deleteTenantAction = action(deleteTenantInput, async (ctx, input) => {
  await deleteTenant(ctx, input);
  return { message: (await said())('deleted'), redirectTo: paths.adminTenants() };
});
