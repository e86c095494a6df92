import { useFormatter, useTranslations } from 'next-intl';
import type { EvidenceKey } from '#server/evidence/schema.ts';

const common = ['yes', 'no', 'none', 'all', 'off'] as const;

/** What was found, in the reader's words where it is a word of ours; a state of a vault has its time behind it. */
export function useValueText() {
  const t = useTranslations('evidence');
  const tStates = useTranslations('vaults.state');
  const format = useFormatter();
  return (key: EvidenceKey, value: string): string => {
    const own = `value.${key}.${value}`;
    if (t.has(own as 'title')) return t(own as 'title');
    const word = common.find((each) => each === value);
    if (word) return t(`common.${word}`);
    if (key !== 'vault-state') return value;
    const [state = '', since] = value.split(' ');
    const name = tStates.has(state as 'open') ? tStates(state as 'open') : state;
    if (!since) return name;
    return `${name}, ${format.dateTime(new Date(since), { dateStyle: 'medium', timeStyle: 'medium' })}`;
  };
}
