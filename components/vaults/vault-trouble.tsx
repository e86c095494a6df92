import { useTranslations } from 'next-intl';
import type { VaultView } from '#server/vaults/schema.ts';
import { useVaultNote } from './use-vault-note.ts';

/** Beside its state in a list: what is wrong with a vault, broken or still open. Its page says all of it. */
export function VaultTrouble({ vault: { state, stateReason } }: { vault: VaultView }) {
  const t = useTranslations('vaults');
  const noteText = useVaultNote();
  if (!stateReason || (state !== 'open' && state !== 'broken')) return null;
  return (
    <span className="ms-4.5 line-clamp-3 text-xs text-danger wrap-anywhere">
      {state === 'open' && `${t('damaged')}: `}
      {noteText(stateReason)}
    </span>
  );
}
