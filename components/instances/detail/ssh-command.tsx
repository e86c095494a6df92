import { useTranslations } from 'next-intl';
import { CodeBlock } from '#components/ui/code-block.tsx';
import { Section } from '#components/ui/section.tsx';
import { factsOf } from '#server/instances/kinds/schema.ts';
import type { InstanceView } from '#server/instances/schema.ts';

/** How to get in from one's own computer. */
export function SshCommand({ instance: { ipv4, image, kind, state } }: { instance: InstanceView }) {
  const t = useTranslations('instances.overview');
  if (!ipv4 || !factsOf(kind).hasLogin) return null;
  const isReachable = state === 'running' || state === 'creating';
  return (
    <Section title={t('ssh')} description={isReachable ? t('sshHint') : t('sshStopped')}>
      <CodeBlock label={t('copySsh')} code={`ssh ${image?.defaultUser ?? 'root'}@${ipv4}`} />
    </Section>
  );
}
