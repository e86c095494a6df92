import { useTranslations } from 'next-intl';
import { CopyText } from '#components/ui/copy-text.tsx';
import { DateTime } from '#components/ui/format/date-time.tsx';
import { TimeAgo } from '#components/ui/format/time-ago.tsx';
import { type KeyValue, KeyValues } from '#components/ui/key-values.tsx';
import { Section } from '#components/ui/section.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { factsOf } from '#server/instances/kinds/schema.ts';
import type { InstanceView } from '#server/instances/schema.ts';
import { paths } from '#server/paths.ts';
import { useSizeText } from '../instance-size.tsx';
import { VaultMark } from '../vault-mark.tsx';

export function InstanceFacts({ instance }: { instance: InstanceView }) {
  const t = useTranslations('instances');
  const sizeText = useSizeText();
  const { kind, ipv4, image, plan, node, vault, createdAt, startedAt, state } = instance;
  const items: KeyValue[] = [
    {
      label: t('overview.address'),
      value: ipv4 ? (
        <CopyText value={ipv4} label={t('copyAddress', { address: ipv4 })} />
      ) : (
        <span className="text-ink-3">{t('noAddress')}</span>
      ),
    },
    { label: t('overview.kind'), value: t(`kind.${kind}`) },
    ...(factsOf(kind).disk === 'image'
      ? [{ label: t('overview.image'), value: image?.name ?? t('imageGone') }]
      : []),
    { label: t('overview.size'), value: sizeText(instance) },
    { label: t('overview.plan'), value: plan?.name ?? t('ownSize') },
    { label: t('storage.title'), value: vault ? <InVault instance={instance} /> : t('storage.outside') },
    { label: t('overview.created'), value: <DateTime value={createdAt} /> },
  ];
  if (node) items.push({ label: t('overview.node'), value: node.name });
  if (startedAt && state === 'running') {
    items.push({ label: t('overview.started'), value: <TimeAgo value={startedAt} /> });
  }
  return (
    <Section framed title={t('overview.facts')}>
      <KeyValues items={items} />
    </Section>
  );
}

function InVault({ instance: { id, vault, tenant } }: { instance: InstanceView }) {
  return (
    <>
      <VaultMark vault={vault} />
      <TextLink href={paths.instanceStorage(tenant.slug, id)}>{vault?.name}</TextLink>
    </>
  );
}
