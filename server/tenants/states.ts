import type { ErrorReason } from '#server/errors.ts';
import type { TenantState } from './schema.ts';

export const tenantActions = [
  'update-quota',
  'suspend',
  'unsuspend',
  'retry',
  'delete',
  'end',
  'take-back',
] as const;
export type TenantAction = (typeof tenantActions)[number];

type Rule = {
  states: readonly TenantState[];
  otherwise: ErrorReason;
  /** Not to be had any more when its end is planned. */
  isRefusedEnding?: boolean;
};

/** Which state allows which action: the server checks with it, the screen disables from it. */
export const tenantRules = {
  'update-quota': { states: ['active', 'suspended'], otherwise: 'tenant-quota-wrong-state' },
  suspend: { states: ['active'], otherwise: 'suspend-needs-active', isRefusedEnding: true },
  unsuspend: { states: ['suspended'], otherwise: 'unsuspend-needs-suspended', isRefusedEnding: true },
  retry: { states: ['failed'], otherwise: 'tenant-retry-wrong-state' },
  delete: { states: ['active', 'suspended', 'failed'], otherwise: 'tenant-delete-wrong-state' },
  end: { states: ['active', 'suspended'], otherwise: 'tenant-end-wrong-state', isRefusedEnding: true },
  'take-back': { states: ['active', 'suspended'], otherwise: 'tenant-take-back-too-late' },
} as const satisfies Record<TenantAction, Rule>;

export type TenantRefusal = {
  code: 'busy' | 'wrong-state' | 'conflict';
  reason: ErrorReason;
  params: Record<string, string | number>;
};
type Subject = {
  name: string;
  state: TenantState;
  /** ISO 8601; null: nobody wants it ended. */
  endAfter: string | null;
  instances: number;
  /** Not destroyed yet; the page may not know. */
  vaults?: number;
  /** Of any state. */
  isos?: number;
  job: { kind: string } | null;
};

/** Why an action cannot be had now, or null when it can. */
export function whyNotTenant(
  action: TenantAction,
  tenant: Subject,
  now: Date = new Date(),
): TenantRefusal | null {
  const rule: Rule = tenantRules[action];
  if (tenant.job) {
    return { code: 'busy', reason: 'busy', params: { subject: tenant.name, kind: tenant.job.kind } };
  }
  if (!rule.states.includes(tenant.state)) {
    return { code: 'wrong-state', reason: rule.otherwise, params: {} };
  }
  return endRefusal(action, rule, tenant, now) ?? (action === 'delete' ? contentsRefusal(tenant) : null);
}

function endRefusal(
  action: TenantAction,
  rule: Rule,
  { name, endAfter }: Subject,
  now: Date,
): TenantRefusal | null {
  const refuse = (reason: ErrorReason): TenantRefusal => ({ code: 'wrong-state', reason, params: { name } });
  if (endAfter && rule.isRefusedEnding) return refuse('tenant-is-ending');
  if (action !== 'take-back') return null;
  if (!endAfter) return refuse('tenant-not-ending');
  return new Date(endAfter) <= now ? refuse('tenant-take-back-too-late') : null;
}

function contentsRefusal({ name, instances, vaults, isos }: Subject): TenantRefusal | null {
  const has = (reason: ErrorReason, count: number): TenantRefusal => {
    return { code: 'conflict', reason, params: { name, count } };
  };
  if (instances > 0) return has('tenant-has-instances', instances);
  if (vaults) return has('tenant-has-vaults', vaults);
  return isos ? has('tenant-has-isos', isos) : null;
}
