import type { CreateOptions } from '#server/instances/create-options-schema.ts';
import type { KindFacts } from '#server/instances/kinds/facts-schema.ts';
import { factsOf, type InstanceKind, instanceKinds } from '#server/instances/kinds/schema.ts';
import { type Price, priceOfSize } from '#server/instances/price-schema.ts';
import type { Size, VaultChoice } from '#server/instances/schema.ts';
import { isShut } from '../is-shut.ts';
import { firstParts, type KindParts, kindDraft } from '../kinds/kind-drafts.ts';

/** The plan of a size of one's own. */
export const ownSize = 'own';

/** What the form of a new instance holds while it is being filled in. No secret is part of it. */
export interface Draft extends KindParts {
  kind: InstanceKind;
  imageId: string;
  /** A plan's id, or `ownSize`. */
  planId: string;
  size: Size;
  name: string;
  sshKeyIds: string[];
  wantsRootPassword: boolean;
  userData: string;
  /** Where its disk is. */
  vault: VaultChoice;
}

export type Amount = KindFacts['quota'] | 'vcpus' | 'memoryBytes' | 'diskBytes';
/** What a choice leaves of one part of the quota; less than nothing where it does not fit. */
export type QuotaAfter = { amount: Amount; limit: number; used: number; adds: number; left: number };

type Quota = CreateOptions['quota'];
type Plan = CreateOptions['plans'][number];
type Image = CreateOptions['images'][number];

export const gib = 1024 ** 3;

/** A new instance as it would be without another click: what fits, the first image, all keys. */
export function firstDraft(options: CreateOptions, wish: Partial<Draft> = {}): Draft {
  const kind = firstKind(options, wish.kind);
  return {
    ...firstParts(),
    ...wish,
    ...startOf(options, kind, wish),
    name: wish.name ?? options.suggestedName,
    sshKeyIds: options.sshKeys.map((key) => key.id),
    wantsRootPassword: false,
    userData: '',
    vault: options.vaults.isSupported ? (wish.vault ?? 'none') : 'none',
  };
}

/** What another kind begins with; what was typed for it before stays in its part of the draft. */
export function startOf(
  options: CreateOptions,
  kind: InstanceKind,
  wish: Partial<Draft> = {},
): Pick<Draft, 'kind' | 'imageId' | 'planId' | 'size'> {
  const images = imagesOf(options, kind);
  const image = images.find((one) => one.id === wish.imageId) ?? images[0];
  const plans = plansOf(options, kind);
  const isGood = (plan: Plan) => !isOver(options.quota, plan) && isEnough(plan, kind, image);
  const wantsOwn = wish.planId === ownSize && options.allowsOwnSize;
  const wished = plans.find((one) => one.id === wish.planId);
  const plan = wantsOwn ? undefined : (wished ?? plans.find(isGood) ?? plans[0]);
  return {
    kind,
    imageId: image?.id ?? '',
    planId: plan?.id ?? (options.allowsOwnSize ? ownSize : ''),
    size: wish.size ?? (plan ? toSize(plan) : factsOf(kind).usual),
  };
}

/** The one that was asked for where it can be had; else the first that can. */
function firstKind(options: CreateOptions, wished: InstanceKind | undefined): InstanceKind {
  const offered = options.kinds.filter(({ kind }) => isOffered(options, kind)).map(({ kind }) => kind);
  const supported = options.kinds.find((one) => one.isSupported)?.kind;
  return offered.find((kind) => kind === wished) ?? offered[0] ?? supported ?? instanceKinds[0];
}

/** Whether nothing rules a kind out: a node runs it, the quota has room for one, and there is a size for it. */
export function isOffered(options: CreateOptions, kind: InstanceKind): boolean {
  const isSupported = options.kinds.some((one) => one.kind === kind && one.isSupported);
  const hasSize = options.allowsOwnSize || plansOf(options, kind).length > 0;
  return isSupported && hasSize && options.quota[factsOf(kind).quota].left > 0;
}

export function plansOf(options: Pick<CreateOptions, 'plans'>, kind: InstanceKind): Plan[] {
  return options.plans.filter((plan) => plan.kind === kind);
}

/** Those that its disk can be filled from; none where it has a shell. */
export function imagesOf(options: CreateOptions, kind: InstanceKind): Image[] {
  if (factsOf(kind).disk === 'shell') return [];
  return options.images.filter((image) => image.kinds.includes(kind));
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

/** What is allowed beside the size: by the plan, or by the plan set where the size is one's own. */
export function allowancesOfDraft(options: CreateOptions, draft: Pick<Draft, 'planId'>) {
  const plan = options.plans.find((one) => one.id === draft.planId);
  return plan?.allowances ?? options.allowances;
}

/** Whether it needs an image to be chosen before it can be created. */
export function needsImage(draft: Draft): boolean {
  const startsEmpty = kindDraft(draft.kind).startsEmpty?.(draft) ?? false;
  return factsOf(draft.kind).disk === 'image' && !startsEmpty;
}

export function quotaAfter(quota: Quota, size: Size, kind: InstanceKind): QuotaAfter[] {
  const adds = { [factsOf(kind).quota]: 1, ...toSize(size) } as Record<Amount, number>;
  return (Object.keys(adds) as Amount[]).map((amount) => {
    const { limit, used } = quota[amount];
    return { amount, limit, used, adds: adds[amount], left: limit - used - adds[amount] };
  });
}

/** Whether a size, however many instances there are, does not fit into what is left. */
export function isOver(quota: Quota, size: Size): boolean {
  const parts = ['vcpus', 'memoryBytes', 'diskBytes'] as const;
  return parts.some((part) => size[part] > quota[part].limit - quota[part].used);
}

type Floor = { minDiskBytes: number; minMemoryBytes?: number };

/** Whether a size is not below what its kind and its image need. */
export function isEnough(size: Size, kind: InstanceKind, image?: Floor | undefined): boolean {
  const { least } = factsOf(kind);
  const memory = Math.max(least.memoryBytes, image?.minMemoryBytes ?? 0);
  return size.memoryBytes >= memory && size.diskBytes >= Math.max(least.diskBytes, image?.minDiskBytes ?? 0);
}

/** Whether the vault that was chosen opens with its passphrase alone, and is locked. */
export function needsPassphrase({ vaults: { shared } }: CreateOptions, { vault }: Pick<Draft, 'vault'>) {
  return vault === 'shared' && shared !== null && isShut(shared);
}
