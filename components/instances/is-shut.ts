import type { InstanceView } from '#server/instances/schema.ts';

type Vault = Pick<NonNullable<InstanceView['vault']>, 'state' | 'keyMode'>;

/** A locked vault that nothing but its passphrase opens. */
export function isShut({ state, keyMode }: Vault): boolean {
  return state === 'locked' && keyMode === 'passphrase';
}
