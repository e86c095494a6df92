import {
  type Amount,
  isEnough,
  ownSize,
  plansOf,
  type QuotaAfter,
} from '#components/instances/create/draft.ts';
import type { ComposeReading, ComposeService } from '#server/compose/schema.ts';
import type { CreateOptions } from '#server/instances/create-options-schema.ts';
import { factsOf, type InstanceKind, instanceKinds } from '#server/instances/kinds/schema.ts';
import { type Price, priceOfSize } from '#server/instances/price-schema.ts';
import type { Size } from '#server/instances/schema.ts';

const gib = 1024 ** 3;

/** Kinds that run an image, the usual one first. */
export const imageKinds = instanceKinds.filter((kind) => factsOf(kind).runtime !== undefined);

/** What was chosen for a service otherwise than it would be by itself. `size`: a plan's id, or a size in figures. */
export type Choice = { isChosen?: boolean; kind?: InstanceKind; size?: string };
export type Choices = Readonly<Record<string, Choice>>;

/** A service as it would be made. */
export type ServiceDraft = {
  service: ComposeService;
  isChosen: boolean;
  kind: InstanceKind;
  sizes: SizeOption[];
  size: SizeOption | undefined;
};
export type SizeOption = Size & { value: string; planName: string | null; price: Price };

export function draftOf(options: CreateOptions, service: ComposeService, choice: Choice = {}): ServiceDraft {
  const kind = choice.kind ?? kindOf(service);
  const sizes = sizesOf(options, service, kind);
  const first = sizes.find((size) => isEnoughFor(size, service, kind)) ?? sizes[0];
  return {
    ...{ service, kind, sizes },
    isChosen: !service.isRefused && (choice.isChosen ?? service.profiles.length === 0),
    size: sizes.find(({ value }) => value === choice.size) ?? first,
  };
}

function kindOf({ runtime }: ComposeService): InstanceKind {
  const asked = imageKinds.find((kind) => factsOf(kind).runtime === runtime);
  return asked ?? imageKinds[0] ?? instanceKinds[0];
}

function isEnoughFor(size: Size, { size: asked }: ComposeService, kind: InstanceKind): boolean {
  return (
    isEnough(size, kind) && size.memoryBytes >= (asked.memoryBytes ?? 0) && size.vcpus >= (asked.vcpus ?? 0)
  );
}

/** Plans first; then what the file asks for over what is usual, and a few round figures, where those may be had. */
function sizesOf(options: CreateOptions, service: ComposeService, kind: InstanceKind): SizeOption[] {
  const plans = plansOf(options, kind).map(({ id, name, vcpus, memoryBytes, diskBytes, price }) => ({
    ...{ value: id, planName: name, vcpus, memoryBytes, diskBytes, price },
  }));
  if (!options.allowsOwnSize) return plans;
  const { usual, least } = factsOf(kind);
  const asked = {
    vcpus: service.size.vcpus ?? usual.vcpus,
    memoryBytes: Math.max(service.size.memoryBytes ?? usual.memoryBytes, least.memoryBytes),
    diskBytes: usual.diskBytes,
  };
  const round = [
    { vcpus: 1, memoryBytes: gib, diskBytes: 10 * gib },
    { vcpus: 2, memoryBytes: 2 * gib, diskBytes: 20 * gib },
    { vcpus: 2, memoryBytes: 4 * gib, diskBytes: 40 * gib },
  ].filter((size) => isEnoughFor(size, service, kind));
  const own = [asked, ...round].map((size) => ({
    ...{ ...size, value: figures(size), planName: null, price: priceOfSize(size, options.rates) },
  }));
  return [
    ...plans,
    ...own.filter(({ value }, index) => own.findIndex((one) => one.value === value) === index),
  ];
}

function figures({ vcpus, memoryBytes, diskBytes }: Size): string {
  return [ownSize, vcpus, memoryBytes, diskBytes].join(':');
}

/** What is posted as `services`, as the API takes it. */
export function toServices(drafts: readonly ServiceDraft[]): Record<string, object> {
  const chosen = drafts.filter(({ isChosen }) => isChosen);
  return Object.fromEntries(
    chosen.map(({ service, kind, size }) => {
      const { vcpus, memoryBytes, diskBytes } = size ?? {};
      const asked = size?.planName ? { planId: size.value } : { vcpus, memoryBytes, diskBytes };
      return [service.name, { kind, ...asked }];
    }),
  );
}

/** What all that are chosen leave of the quota, by its parts. */
export function quotaAfterAll(quota: CreateOptions['quota'], drafts: readonly ServiceDraft[]): QuotaAfter[] {
  const adds = new Map<Amount, number>();
  const add = (amount: Amount, value: number) => adds.set(amount, (adds.get(amount) ?? 0) + value);
  for (const { isChosen, kind, size } of drafts) {
    if (!isChosen || !size) continue;
    add(factsOf(kind).quota, 1);
    for (const amount of ['vcpus', 'memoryBytes', 'diskBytes'] as const) add(amount, size[amount]);
  }
  return [...adds].map(([amount, more]) => {
    const { limit, used } = quota[amount];
    return { amount, limit, used, adds: more, left: limit - used - more };
  });
}

export function priceOfAll(drafts: readonly ServiceDraft[], currency: string): Price {
  const prices = drafts.flatMap(({ isChosen, size }) => (isChosen && size ? [size.price] : []));
  const sum = (part: 'hourMicros' | 'monthMicros') => prices.reduce((total, one) => total + one[part], 0);
  return { hourMicros: sum('hourMicros'), monthMicros: sum('monthMicros'), currency };
}

/** What is wrong with the file as a whole: nothing of it can be made then. */
export function brokenFile({ problems }: ComposeReading) {
  return problems.find(({ service, severity }) => service === null && severity === 'refused');
}
