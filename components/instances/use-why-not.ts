import { useTranslations } from 'next-intl';
import type { InstanceView } from '#server/instances/schema.ts';
import { type InstanceAction, whyNot } from '#server/instances/states.ts';
import { isShut } from './is-shut.ts';
import { useDoing } from './use-doing.ts';

/** What needs the disk, and has no place to ask for the passphrase of its vault. */
const needsOpenVault: readonly InstanceAction[] = [
  'rename',
  'resize',
  'reinstall',
  'recreate',
  'move',
  'delete',
  'configure',
  'set-firmware',
];

/**
 * Why an action cannot be had now, in the reader's language; undefined when it can. `forbidden` is what
 * the reader's role does not allow, and goes before everything else.
 */
export function useWhyNot(forbidden: string | undefined) {
  const t = useTranslations('errors');
  const tInstances = useTranslations('instances');
  const doing = useDoing();
  function vaultRefusal(action: InstanceAction, { vault }: InstanceView): string | undefined {
    if (!vault || !isShut(vault) || !needsOpenVault.includes(action)) return undefined;
    return tInstances('vaultShut', { vault: vault.name });
  }
  return (action: InstanceAction, instance: InstanceView): string | undefined => {
    if (forbidden) return forbidden;
    const refusal = whyNot(action, instance);
    if (!refusal) return vaultRefusal(action, instance);
    if (refusal.code === 'busy' && instance.job) return tInstances('busy', { doing: doing(instance.job) });
    return t(refusal.reason as 'internal', refusal.params as never);
  };
}
