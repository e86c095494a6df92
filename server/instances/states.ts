import type { ErrorReason } from '#server/errors.ts';
import type { Allowances } from '#server/plans/allowances.ts';
import type { KindFacts } from './kinds/facts-schema.ts';
import { factsOf } from './kinds/schema.ts';
import type { InstanceState, InstanceView } from './schema.ts';

export const instanceActions = [
  'start',
  'stop',
  'restart',
  'rename',
  'resize',
  'reinstall',
  'deploy',
  'recreate',
  'delete',
  'move',
  'console',
  'set-root-password',
  'make-image',
  'attach-iso',
  'configure',
  'set-firmware',
] as const;
export type InstanceAction = (typeof instanceActions)[number];

type Rule = {
  states: readonly InstanceState[];
  otherwise: ErrorReason;
  isAllowedSuspended?: boolean;
  /** Which kinds have it at all, and what is said of the others. */
  suits?: (facts: KindFacts) => boolean;
  unsuited?: ErrorReason;
};

const hasImage = (facts: KindFacts) => facts.disk === 'image';
const hasShell = (facts: KindFacts) => facts.disk === 'shell';

/** Which state allows which action: the server checks with it, the screen disables from it. */
export const instanceRules = {
  start: { states: ['stopped', 'frozen'], otherwise: 'start-needs-stopped' },
  stop: { states: ['running', 'frozen'], otherwise: 'stop-needs-running', isAllowedSuspended: true },
  restart: { states: ['running'], otherwise: 'restart-needs-running' },
  rename: { states: ['stopped'], otherwise: 'rename-needs-stopped' },
  resize: { states: ['running', 'stopped'], otherwise: 'resize-wrong-state' },
  reinstall: {
    states: ['running', 'stopped'],
    otherwise: 'reinstall-wrong-state',
    suits: hasImage,
    unsuited: 'reinstall-needs-image',
  },
  deploy: {
    states: ['running'],
    otherwise: 'deploy-needs-running',
    suits: hasShell,
    unsuited: 'deploy-needs-shell',
  },
  recreate: { states: ['lost'], otherwise: 'recreate-needs-lost' },
  delete: { states: ['running', 'stopped', 'frozen', 'failed', 'lost'], otherwise: 'delete-wrong-state' },
  move: { states: ['running', 'stopped'], otherwise: 'move-wrong-state' },
  console: { states: ['running'], otherwise: 'console-needs-running' },
  'set-root-password': {
    states: ['running'],
    otherwise: 'password-needs-running',
    suits: (facts) => facts.hasLogin,
    unsuited: 'password-needs-login',
  },
  'make-image': {
    states: ['stopped'],
    otherwise: 'image-needs-stopped',
    suits: hasImage,
    unsuited: 'image-of-shell',
  },
  'attach-iso': {
    states: ['running', 'stopped'],
    otherwise: 'attach-iso-wrong-state',
    suits: (facts) => facts.takesDiscs === true,
    unsuited: 'iso-needs-vm',
  },
  configure: { states: ['running', 'stopped'], otherwise: 'configure-wrong-state' },
  'set-firmware': {
    states: ['stopped'],
    otherwise: 'firmware-needs-stopped',
    suits: (facts) => facts.takesDiscs === true,
    unsuited: 'firmware-needs-vm',
  },
} as const satisfies Record<InstanceAction, Rule>;

export type Refusal = {
  code: 'suspended' | 'busy' | 'wrong-state';
  reason: ErrorReason;
  params: Record<string, string>;
};
type Subject = Pick<InstanceView, 'name' | 'state' | 'kind'> & {
  tenant: Pick<InstanceView['tenant'], 'state'>;
  job: Pick<NonNullable<InstanceView['job']>, 'kind'> | null;
};

/** Why an action cannot be had now, or null when it can. */
export function whyNot(action: InstanceAction, instance: Subject): Refusal | null {
  const rule: Rule = instanceRules[action];
  const { state } = instance.tenant;
  if (rule.suits && rule.unsuited && !rule.suits(factsOf(instance.kind))) {
    return { code: 'wrong-state', reason: rule.unsuited, params: {} };
  }
  if (state === 'suspended' && !rule.isAllowedSuspended) {
    return { code: 'suspended', reason: 'tenant-suspended', params: { reason: 'none' } };
  }
  if (state !== 'active' && state !== 'suspended') {
    return { code: 'wrong-state', reason: 'tenant-not-active', params: { state } };
  }
  if (instance.job && action !== 'console') {
    return { code: 'busy', reason: 'busy', params: { subject: instance.name, kind: instance.job.kind } };
  }
  if (!rule.states.includes(instance.state))
    return { code: 'wrong-state', reason: rule.otherwise, params: {} };
  return null;
}

/** What is had by an instance only where its plan (or plan set) allows it, and what is said of a size without it. */
const lossReasons = {
  allowsNesting: 'size-without-nesting',
  allowsUnconfined: 'size-without-unconfined',
  allowsEmulation: 'size-without-emulation',
} as const satisfies Partial<Record<keyof Allowances, ErrorReason>>;
export type NeededAllowance = keyof typeof lossReasons;

/** Why a size cannot be taken by an instance that needs more than comes with it, or null when it can. */
export function whyLost(needs: readonly NeededAllowance[], allowances: Allowances): ErrorReason | null {
  const missing = needs.find((need) => !allowances[need]);
  return missing ? lossReasons[missing] : null;
}
