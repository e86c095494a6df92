import { useTranslations } from 'next-intl';
import { useWhyNotVault } from '#components/vaults/use-why-not-vault.ts';
import type { InstanceView } from '#server/instances/schema.ts';
import type { VaultView } from '#server/vaults/schema.ts';
import { isShut } from '../is-shut.ts';
import type { MoveChoice } from './move-form.tsx';
import { placesFor } from './places.ts';

/** Where the disk of an instance can be moved, each with what is asked before, or with why not. */
export function useMoveChoices(instance: InstanceView, vaults: VaultView[]): MoveChoice[] {
  const t = useTranslations('instances.storage');
  const tVaults = useTranslations('vaults');
  const whyNot = useWhyNotVault();
  const confirm = useConfirm(instance);
  const inside = placesFor(instance, vaults).map(
    (vault): MoveChoice => ({
      value: vault.id,
      label: t(vault.isDedicated ? 'toOwnVault' : 'toVault', { name: vault.name }),
      hint: [tVaults(`state.${vault.state}`), tVaults(`keyMode.${vault.keyMode}`)].join(' · '),
      disabledReason: whyNot('move-in', vault, undefined) ?? (isShut(vault) ? t('openFirst') : undefined),
      confirm: confirm(vault.name),
    }),
  );
  if (!instance.vault) return inside;
  const out = { value: 'none', label: t('toNone'), hint: t('toNoneAbout'), confirm: confirm(undefined) };
  return [...inside, { ...out, disabledReason: undefined }];
}

/** What happens, in the order in which it does, and what that means for what was written before. */
function useConfirm({ name, state, vault: present }: InstanceView) {
  const t = useTranslations('instances.storage');
  const isStopped = state === 'stopped';
  const steps = t('confirmSteps', { name, running: isStopped ? 'no' : 'yes' });
  return (vault: string | undefined): MoveChoice['confirm'] => {
    const note = vault === undefined ? t('unencrypted') : present ? undefined : t('traces');
    return {
      title: vault === undefined ? t('confirmOut', { name }) : t('confirmIn', { name, vault }),
      body: note ? `${steps} ${note}` : steps,
      confirmLabel: t(isStopped ? 'confirmLabelStopped' : 'confirmLabel'),
      tone: vault === undefined ? 'danger' : 'plain',
    };
  };
}
