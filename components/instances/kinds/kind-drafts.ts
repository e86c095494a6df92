import {
  type ContainerDraft,
  containerDraft,
  toContainerSettings,
} from '#components/deployments/fields/container-draft.ts';
import {
  type KernelDraft,
  kernelDraft,
  toKernelSettings,
} from '#components/deployments/fields/kernel-draft.ts';
import type { CreateOptions } from '#server/instances/create-options-schema.ts';
import type { InstanceKind } from '#server/instances/kinds/schema.ts';

/** What only kinds take, while it is being typed. An app and a sandbox share theirs: one switch goes between them. */
export interface KindParts {
  lightVm: { nesting: boolean };
  vm: { secureBoot: boolean; tpm: boolean; isoId: string; cloudInitDrive: boolean };
  container: ContainerDraft;
  kernel: KernelDraft;
}

type Allowances = CreateOptions['allowances'];
type Kvm = CreateOptions['kinds'][number]['kvm'];

interface KindDraft {
  /** What is posted as `settings`, and what the API takes. */
  settings(parts: KindParts): Record<string, unknown>;
  /** What it is made of, in a word or two. */
  about?(parts: KindParts): string;
  /** Whether it can do without an image, where its kind has them. */
  startsEmpty?(parts: KindParts): boolean;
  /** Why what was chosen cannot be had: a key of `kinds.whyNot`. */
  whyNot?(parts: KindParts, allowances: Allowances, kvm: Kvm): WhyNot | undefined;
}
export type WhyNot = 'nesting' | 'unconfined' | 'emulation' | 'kernelMissing';

const container: KindDraft = {
  settings: (parts) => toContainerSettings(parts.container),
  about: (parts) => parts.container.image,
  whyNot: (parts, { allowsUnconfined }) =>
    parts.container.seccomp === 'unconfined' && !allowsUnconfined ? 'unconfined' : undefined,
};

export const kindDrafts = {
  'light-vm': {
    settings: ({ lightVm }) => lightVm,
    whyNot: ({ lightVm }, { allowsNesting }) => (lightVm.nesting && !allowsNesting ? 'nesting' : undefined),
  },
  vm: {
    settings: ({ vm: { isoId, ...rest } }) => ({ ...rest, isoId: isoId || null }),
    startsEmpty: ({ vm }) => vm.isoId !== '',
  },
  app: container,
  sandbox: container,
  unikernel: {
    settings: ({ kernel }) => toKernelSettings(kernel),
    whyNot: ({ kernel }, { allowsEmulation }, kvm) => {
      if (kvm === 'none' && !allowsEmulation) return 'emulation';
      return kernel.kernelId === '' && kernel.diskId === '' ? 'kernelMissing' : undefined;
    },
  },
} as const satisfies Record<InstanceKind, KindDraft>;

export function kindDraft(kind: InstanceKind): KindDraft {
  return kindDrafts[kind];
}

export function firstParts(): KindParts {
  return {
    lightVm: { nesting: false },
    vm: { secureBoot: true, tpm: false, isoId: '', cloudInitDrive: false },
    container: containerDraft(),
    kernel: kernelDraft(),
  };
}

/** Another instance has none of the secret values. */
function newContainer(settings: Record<string, unknown>): ContainerDraft {
  const draft = containerDraft(settings);
  return { ...draft, environment: draft.environment.map((row) => ({ ...row, isKept: false })) };
}

/** The same with what was asked for before, as the API has it. */
export function partsOf(kind: InstanceKind, settings: Record<string, unknown>): KindParts {
  const parts = firstParts();
  const nesting = settings.nesting === true;
  const vm = { ...parts.vm, ...settings, isoId: String(settings.isoId ?? '') } as KindParts['vm'];
  const read = {
    'light-vm': () => ({ ...parts, lightVm: { nesting } }),
    vm: () => ({ ...parts, vm }),
    app: () => ({ ...parts, container: newContainer(settings) }),
    sandbox: () => ({ ...parts, container: newContainer(settings) }),
    unikernel: () => ({ ...parts, kernel: kernelDraft(settings) }),
  } satisfies Record<InstanceKind, () => KindParts>;
  return read[kind]();
}
