import type { CreateOptions } from '#server/instances/create-options-schema.ts';
import type { InstanceKind } from '#server/instances/kinds/schema.ts';
import { type Price, priceOfSize, type Size, type VaultChoice } from '#server/instances/schema.ts';
import { isShut } from '../is-shut.ts';

/** The plan of a size of one's own. */
export const ownSize = 'own';

/** What the form of a new instance holds while it is being filled in. */
export interface Draft {
  kind: InstanceKind;
  imageId: string;
  /** A plan's id, or `ownSize`. */
  planId: string;
  size: Size;
  name: string;
  sshKeyIds: string[];
  wantsRootPassword: boolean;
  userData: string;
  /** Where its disk is. A passphrase is never part of a draft. */
  vault: VaultChoice;
}

export type Amount = 'lightVms' | 'vcpus' | 'memoryBytes' | 'diskBytes';
/** What a choice leaves of one part of the quota; less than nothing where it does not fit. */
export type QuotaAfter = { amount: Amount; limit: number; used: number; adds: number; left: number };

type Quota = CreateOptions['quota'];
type Plan = CreateOptions['plans'][number];

export const gib = 1024 ** 3;
const smallestOwn: Size = { vcpus: 1, memoryBytes: gib, diskBytes: 10 * gib };

/** A new instance as it would be without another click: what fits, the first image, all keys. */
export function firstDraft(options: CreateOptions, wish: Partial<Draft> = {}): Draft {
  const kind = options.kinds.find((one) => one.isSupported)?.kind ?? 'light-vm';
  const image =
    options.images.find((one) => one.id === wish.imageId) ?? options.images.find((one) => one.kind === kind);
  const plans = plansOf(options, kind);
  const isGood = (plan: Plan) => !isOver(options.quota, plan) && plan.diskBytes >= (image?.minDiskBytes ?? 0);
  const wantsOwn = wish.planId === ownSize && options.allowsOwnSize;
  const wished = plans.find((one) => one.id === wish.planId);
  const plan = wantsOwn ? undefined : (wished ?? plans.find(isGood) ?? plans[0]);
  return {
    kind,
    imageId: image?.id ?? '',
    planId: plan?.id ?? (options.allowsOwnSize ? ownSize : ''),
    size: wish.size ?? (plan ? toSize(plan) : smallestOwn),
    name: wish.name ?? options.suggestedName,
    sshKeyIds: options.sshKeys.map((key) => key.id),
    wantsRootPassword: false,
    userData: '',
    vault: options.vaults.isSupported ? (wish.vault ?? 'none') : 'none',
  };
}

export function plansOf(options: CreateOptions, kind: InstanceKind): Plan[] {
  return options.plans.filter((plan) => plan.kind === kind);
}

export function toSize({ vcpus, memoryBytes, diskBytes }: Size): Size {
  return { vcpus, memoryBytes, diskBytes };
}

export function sizeOfDraft(options: CreateOptions, draft: Draft): Size {
  const plan = options.plans.find((one) => one.id === draft.planId);
  return plan ? toSize(plan) : draft.size;
}

export function priceOfDraft(options: CreateOptions, draft: Draft): Price {
  const plan = options.plans.find((one) => one.id === draft.planId);
  return plan?.price ?? priceOfSize(draft.size, options.rates);
}

export function quotaAfter(quota: Quota, size: Size): QuotaAfter[] {
  const adds: Record<Amount, number> = { lightVms: 1, ...toSize(size) };
  return (Object.keys(adds) as Amount[]).map((amount) => {
    const { limit, used } = quota[amount];
    return { amount, limit, used, adds: adds[amount], left: limit - used - adds[amount] };
  });
}

/** Whether a size, however many instances there are, does not fit into what is left. */
export function isOver(quota: Quota, size: Size): boolean {
  return quotaAfter(quota, size).some(({ amount, left }) => amount !== 'lightVms' && left < 0);
}

/** Whether the vault that was chosen opens with its passphrase alone, and is locked. */
export function needsPassphrase({ vaults: { shared } }: CreateOptions, { vault }: Pick<Draft, 'vault'>) {
  return vault === 'shared' && shared !== null && isShut(shared);
}
