import type { ZodType } from 'zod';

/** A page of an instance beside its overview, storage, activity and settings, which all have. */
export const kindTabs = [
  'console',
  'screen',
  'logs',
  'deployments',
  'processes',
  'files',
  'evidence',
] as const;
export type KindTab = (typeof kindTabs)[number];

/** What a customer may come for; each kind answers one of them best. */
export const needs = ['server', 'image', 'untrusted', 'other-system', 'one-application'] as const;
export type Need = (typeof needs)[number];

/**
 * What screens, calls and the database know of a kind before any instance of it is there. What it does is its `Kind`
 * (kind.ts); its words are in messages/<locale>/kinds.json.
 */
export type KindFacts = {
  /** The part of the quota that counts it. */
  quota: 'lightVms' | 'vms' | 'apps' | 'sandboxes' | 'unikernels';
  answers: Need;
  /** What it takes beside a name, a size and a place, as the API has it under `settings`. */
  settings: ZodType<Record<string, unknown>>;
  /** Where its disk comes from: an image that is chosen, or a shell of ours around what is deployed in it. */
  disk: 'image' | 'shell';
  /** What an image or an instance of the engine's own of this type is taken for. */
  ofEngineType?: 'container' | 'virtual-machine';
  /** What runs the containers in its shell, where that is what is in it. */
  runtime?: 'crun' | 'runsc';
  /** Whether keys, a root password and cloud-init mean something to it. */
  hasLogin: boolean;
  /** What can be seen and entered of it. */
  tabs: readonly KindTab[];
  /** Whether its processor is emulated where no node has KVM for it. */
  mayBeEmulated?: true;
  /** The least that it can be had with. */
  least: { memoryBytes: number; diskBytes: number };
  /** What a form begins with where no plan fits. */
  usual: { vcpus: number; memoryBytes: number; diskBytes: number };
  /** Whether a running one takes another size at once. */
  resize: 'live' | 'restart';
  canShrinkDisk: boolean;
  /** Whether a running one can have less memory, but not more. */
  growsMemoryStopped?: true;
  /** Whether images of discs can be put into it. */
  takesDiscs?: true;
};
