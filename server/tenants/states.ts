import type { ErrorReason } from '#server/errors.ts';
import type { TenantState } from './schema.ts';

export const tenantActions = ['update-quota', 'suspend', 'unsuspend', 'retry', 'delete'] as const;
export type TenantAction = (typeof tenantActions)[number];

type Rule = { states: readonly TenantState[]; otherwise: ErrorReason };

/** Which state allows which action: the server checks with it, the screen disables from it. */
export const tenantRules = {
  'update-quota': { states: ['active', 'suspended'], otherwise: 'tenant-quota-wrong-state' },
  suspend: { states: ['active'], otherwise: 'suspend-needs-active' },
  unsuspend: { states: ['suspended'], otherwise: 'unsuspend-needs-suspended' },
  retry: { states: ['failed'], otherwise: 'tenant-retry-wrong-state' },
  delete: { states: ['active', 'suspended', 'failed'], otherwise: 'tenant-delete-wrong-state' },
} as const satisfies Record<TenantAction, Rule>;

export type TenantRefusal = {
  code: 'busy' | 'wrong-state' | 'conflict';
  reason: ErrorReason;
  params: Record<string, string | number>;
};
type Subject = {
  name: string;
  state: TenantState;
  instances: number;
  /** Not destroyed yet; the page may not know. */
  vaults?: number;
  /** Of any state. */
  isos?: number;
  job: { kind: string } | null;
};

/** Why an action cannot be had now, or null when it can. */
export function whyNotTenant(action: TenantAction, tenant: Subject): TenantRefusal | null {
  const rule: Rule = tenantRules[action];
  if (tenant.job) {
    return { code: 'busy', reason: 'busy', params: { subject: tenant.name, kind: tenant.job.kind } };
  }
  if (!rule.states.includes(tenant.state)) {
    return { code: 'wrong-state', reason: rule.otherwise, params: {} };
  }
  if (action === 'delete' && tenant.instances > 0) {
    const params = { name: tenant.name, count: tenant.instances };
    return { code: 'conflict', reason: 'tenant-has-instances', params };
  }
  if (action === 'delete' && tenant.vaults) {
    const params = { name: tenant.name, count: tenant.vaults };
    return { code: 'conflict', reason: 'tenant-has-vaults', params };
  }
  if (action === 'delete' && tenant.isos) {
    return { code: 'conflict', reason: 'tenant-has-isos', params: { name: tenant.name, count: tenant.isos } };
  }
  return null;
}
