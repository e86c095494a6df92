import { useTranslations } from 'next-intl';
import { Bytes } from '#components/ui/format/bytes.tsx';
import { DateTime } from '#components/ui/format/date-time.tsx';
import { type KeyValue, KeyValues } from '#components/ui/key-values.tsx';
import { Section } from '#components/ui/section.tsx';
import type { VaultRoom, VaultView } from '#server/vaults/schema.ts';
import { Fingerprint } from '../fingerprint.tsx';
import { isLiving } from '../is-living.ts';
import type { VaultProps } from '../vault-actions.ts';
import { GrowDialog } from './grow-dialog.tsx';

interface VaultFactsProps extends VaultProps {
  vault: VaultView;
  room: VaultRoom;
}

export function VaultFacts({ vault, room, actions, forbidden }: VaultFactsProps) {
  const t = useTranslations('vaults');
  const { sizeBytes, node, provider, isDedicated, keyFingerprint, createdAt, openedAt, lockedAt } = vault;
  const items: KeyValue[] = [
    { label: t('facts.size'), value: <Bytes value={sizeBytes} /> },
    { label: t('facts.node'), value: node.name },
    { label: t('facts.provider'), value: t(`provider.${provider}`) },
    { label: t('facts.use'), value: t(isDedicated ? 'facts.dedicated' : 'facts.shared') },
    {
      label: t('facts.fingerprint'),
      value: keyFingerprint ? <Fingerprint value={keyFingerprint} /> : t('facts.noKey'),
    },
    { label: t('facts.created'), value: <DateTime value={createdAt} /> },
  ];
  if (openedAt) items.push({ label: t('facts.openedAt'), value: <DateTime value={openedAt} /> });
  if (lockedAt) items.push({ label: t('facts.lockedAt'), value: <DateTime value={lockedAt} /> });
  return (
    <Section
      framed
      title={t('facts.title')}
      actions={
        isLiving(vault) && (
          <GrowDialog vault={vault} room={room} forbidden={forbidden.manage} action={actions.grow} />
        )
      }
    >
      <KeyValues items={items} />
      <p className="mt-3 text-sm text-ink-3">{t('facts.fingerprintHint')}</p>
    </Section>
  );
}
