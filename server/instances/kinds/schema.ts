import { appFacts } from './app/schema.ts';
import type { KindFacts } from './facts-schema.ts';
import { lightVmFacts } from './light-vm/schema.ts';
import { sandboxFacts } from './sandbox/schema.ts';
import { unikernelFacts } from './unikernel/schema.ts';
import { vmFacts } from './vm/schema.ts';

/** Every kind of instance, in the order in which they are offered. A new one is a folder and a line here and in kinds.ts. */
export const kindFacts = {
  'light-vm': lightVmFacts,
  vm: vmFacts,
  app: appFacts,
  sandbox: sandboxFacts,
  unikernel: unikernelFacts,
} as const satisfies Record<string, KindFacts>;

export type InstanceKind = keyof typeof kindFacts;
export const instanceKinds = Object.keys(kindFacts) as [InstanceKind, ...InstanceKind[]];

/** The same by a word that may come from anywhere of ours: a column, a form. */
export function factsOf(kind: InstanceKind): KindFacts {
  return kindFacts[kind];
}

/** What is taken for an image or an instance that somebody else has made on the engine. */
export function kindOfEngineType(type: string): InstanceKind {
  const found = instanceKinds.find((kind) => factsOf(kind).ofEngineType === type);
  if (!found) throw new Error(`no kind is of the engine's type ${type}`);
  return found;
}
