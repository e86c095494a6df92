import { useTranslations } from 'next-intl';
import { vaultNotes } from '#server/vaults/schema.ts';

const keys = Object.keys(vaultNotes) as (keyof typeof vaultNotes)[];

/** What was noted of a vault, in the reader's language; the words of a node stay as they are. */
export function useVaultNote() {
  const t = useTranslations('vaults.note');
  return (note: string): string => {
    const key = keys.find((each) => vaultNotes[each] === note);
    return key ? t(key) : note;
  };
}
