import { useTranslations } from 'next-intl';
import { Section } from '#components/ui/section.tsx';
import type { VaultState, VaultView } from '#server/vaults/schema.ts';

/** What nobody can read at this moment, what somebody could, and what is never in a vault. */
export function LockedNow({ vault }: { vault: VaultView }) {
  const t = useTranslations('vaults.now');
  const { node, keyMode, instances, state } = vault;
  const told = toldAs(state);
  const count = instances.length;
  return (
    <Section title={t(`title.${told}`)}>
      <ul className="ms-5 flex max-w-2xl list-disc flex-col gap-1.5 text-ink-2">
        <li>
          {told === 'locked' && t('locked', { count, node: node.name, keyMode })}
          {told === 'open' && t('open', { count, node: node.name })}
          {told === 'moving' && t('moving')}
        </li>
        <li>{t('stolen', { keyMode })}</li>
        <li>{t('never')}</li>
      </ul>
    </Section>
  );
}

/** Only what is certain: while a lock moves, or is broken, nobody can say on which side it is. */
function toldAs(state: VaultState): 'locked' | 'open' | 'moving' {
  return state === 'locked' || state === 'open' ? state : 'moving';
}
