import { useTranslations } from 'next-intl';
import type { VaultView } from '#server/vaults/schema.ts';
import { useVaultNote } from './use-vault-note.ts';

/** Beside its state in a list: what is wrong with a vault, broken or still open. */
export function VaultTrouble({ vault: { state, stateReason } }: { vault: VaultView }) {
  const t = useTranslations('vaults');
  const noteText = useVaultNote();
  if (!stateReason || (state !== 'open' && state !== 'broken')) return null;
  return (
    <span className="ps-4.5 text-xs text-danger wrap-anywhere">
      {state === 'open' && `${t('damaged')}: `}
      {noteText(stateReason)}
    </span>
  );
}
