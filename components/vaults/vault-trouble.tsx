import { useTranslations } from 'next-intl';
import type { VaultView } from '#server/vaults/schema.ts';
import { useVaultNote } from './use-vault-note.ts';

/** Beside its state in a list: what is wrong with a vault, broken or still open. Its page says all of it. */
export function VaultTrouble({ vault: { state, stateReason, lockFailure } }: { vault: VaultView }) {
  const t = useTranslations('vaults');
  const noteText = useVaultNote();
  const isDamaged = stateReason !== null && (state === 'open' || state === 'broken');
  if (!isDamaged && !lockFailure) return null;
  return (
    <span className="ms-4.5 flex flex-col text-xs text-danger wrap-anywhere *:line-clamp-4">
      {lockFailure && (
        <span>
          {t('notLocked')}
          {lockFailure.forOperators && `: ${lockFailure.forOperators}`}
        </span>
      )}
      {isDamaged && (
        <span>
          {state === 'open' && `${t('damaged')}: `}
          {noteText(stateReason)}
        </span>
      )}
    </span>
  );
}
