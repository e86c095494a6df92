import { app } from './app/app.ts';
import type { Kind } from './kind.ts';
import { lightVm } from './light-vm/light-vm.ts';
import { sandbox } from './sandbox/sandbox.ts';
import type { InstanceKind } from './schema.ts';
import { unikernel } from './unikernel/unikernel.ts';
import { vm } from './vm/vm.ts';

/** What each kind does; what is known of it beforehand is in schema.ts. */
export const kinds = { 'light-vm': lightVm, vm, app, sandbox, unikernel } as const satisfies Record<
  InstanceKind,
  Kind
>;

export function kindOf(kind: InstanceKind): Kind {
  return kinds[kind];
}
