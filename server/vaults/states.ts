import type { ErrorReason } from '#server/errors.ts';
import type { VaultKeyMode, VaultState, VaultView } from './schema.ts';

export const vaultActions = [
  'open',
  'close',
  'start-in',
  'grow',
  'move-in',
  'move-out',
  'set-passphrase',
  'change-passphrase',
  'remove-passphrase',
  'repair',
  'shred',
  'take-back',
] as const;
export type VaultAction = (typeof vaultActions)[number];

type Rule = {
  states: readonly VaultState[];
  otherwise: ErrorReason;
  /** Only for vaults of this key mode. */
  keyMode?: VaultKeyMode;
  otherKeyMode?: ErrorReason;
  isAllowedSuspended?: boolean;
  /** What is in it must be stopped, or gone. An end takes it along. */
  needs?: 'nothing-running';
  /** Still to be had when its end is planned. */
  isAllowedEnding?: boolean;
};

/** Of an instance that certainly uses no disk. */
export const idleStates: readonly string[] = ['stopped', 'failed', 'lost'];
const living = ['open', 'locked'] as const satisfies readonly VaultState[];

/** Which state allows which action: the server checks with it, the screen disables from it. */
export const vaultRules = {
  open: { states: ['locked'], otherwise: 'vault-open-needs-locked' },
  close: {
    states: ['open'],
    otherwise: 'vault-close-needs-open',
    needs: 'nothing-running',
    isAllowedSuspended: true,
    isAllowedEnding: true,
  },
  'start-in': { states: ['open', 'locked', 'opening'], otherwise: 'vault-start-wrong-state' },
  grow: { states: living, otherwise: 'vault-grow-wrong-state' },
  'move-in': { states: living, otherwise: 'vault-move-wrong-state' },
  'move-out': { states: living, otherwise: 'vault-move-wrong-state', isAllowedEnding: true },
  'set-passphrase': {
    states: living,
    otherwise: 'vault-passphrase-wrong-state',
    keyMode: 'provider',
    otherKeyMode: 'vault-has-passphrase',
  },
  'change-passphrase': {
    states: living,
    otherwise: 'vault-passphrase-wrong-state',
    keyMode: 'passphrase',
    otherKeyMode: 'vault-has-no-passphrase',
  },
  'remove-passphrase': {
    states: living,
    otherwise: 'vault-passphrase-wrong-state',
    keyMode: 'passphrase',
    otherKeyMode: 'vault-has-no-passphrase',
  },
  repair: { states: ['broken'], otherwise: 'vault-repair-needs-broken', isAllowedEnding: true },
  shred: {
    states: ['open', 'locked', 'broken'],
    otherwise: 'vault-shred-wrong-state',
    needs: 'nothing-running',
    isAllowedSuspended: true,
  },
  'take-back': {
    states: ['open', 'closing', 'locked', 'broken'],
    otherwise: 'vault-take-back-too-late',
    isAllowedSuspended: true,
    isAllowedEnding: true,
  },
} as const satisfies Record<VaultAction, Rule>;

export type VaultRefusal = {
  code: 'suspended' | 'busy' | 'wrong-state' | 'conflict';
  reason: ErrorReason;
  params: Record<string, string | number>;
};
type EndFacts = Pick<VaultView, 'shredAfter' | 'shredBegunAt' | 'endsWithTenant'>;
type Subject = Pick<VaultView, 'name' | 'state' | 'keyMode'> &
  EndFacts & {
    tenant: Pick<VaultView['tenant'], 'state'>;
    instances: readonly Pick<VaultView['instances'][number], 'name' | 'state'>[];
    job: Pick<NonNullable<VaultView['job']>, 'kind'> | null;
  };

/** Why an action cannot be had now, or null when it can. */
export function whyNotVault(action: VaultAction, vault: Subject): VaultRefusal | null {
  const rule: Rule = vaultRules[action];
  return (
    tenantRefusal(rule, vault) ??
    busyRefusal(vault) ??
    stateRefusal(action, rule, vault) ??
    contentsRefusal(rule, vault)
  );
}

function tenantRefusal(rule: Rule, { tenant: { state } }: Subject): VaultRefusal | null {
  if (state === 'active' || (state === 'suspended' && rule.isAllowedSuspended)) return null;
  if (state === 'suspended') return refusal('suspended', 'tenant-suspended', { reason: 'none' });
  return refusal('wrong-state', 'tenant-not-active', { state });
}

function busyRefusal({ name, job }: Subject): VaultRefusal | null {
  return job && refusal('busy', 'busy', { subject: name, kind: job.kind });
}

function stateRefusal(action: VaultAction, rule: Rule, vault: Subject): VaultRefusal | null {
  const { name, state, keyMode, shredAfter, shredBegunAt, endsWithTenant } = vault;
  if (shredBegunAt && action !== 'repair') return refusal('wrong-state', 'vault-end-begun', { name });
  if (!rule.states.includes(state)) return refusal('wrong-state', rule.otherwise, { state });
  if (action === 'take-back' && !shredAfter) return refusal('wrong-state', 'vault-not-ending', { name });
  if (action === 'take-back' && endsWithTenant)
    return refusal('wrong-state', 'vault-ends-with-tenant', { name });
  if (shredAfter && !rule.isAllowedEnding) return refusal('wrong-state', 'vault-is-ending', { name });
  if (rule.keyMode && rule.otherKeyMode && rule.keyMode !== keyMode) {
    return refusal('wrong-state', rule.otherKeyMode, { name });
  }
  return null;
}

function contentsRefusal({ needs }: Rule, { name, instances }: Subject): VaultRefusal | null {
  const running = instances.filter(({ state }) => !idleStates.includes(state));
  if (needs === 'nothing-running' && running.length > 0) {
    return refusal('conflict', 'vault-in-use', { name, names: running.map((each) => each.name).join(', ') });
  }
  return null;
}

function refusal(
  code: VaultRefusal['code'],
  reason: ErrorReason,
  params: VaultRefusal['params'] = {},
): VaultRefusal {
  return { code, reason, params };
}

/** A locked one has to be opened for it, and LUKS wants the key also to grow an open one. */
export function growthNeedsPassphrase({
  keyMode,
  state,
  provider,
}: Pick<VaultView, 'keyMode' | 'state' | 'provider'>): boolean {
  return keyMode === 'passphrase' && (state === 'locked' || provider === 'luks');
}
