import { useTranslations } from 'next-intl';
import { Section } from '#components/ui/section.tsx';

export function MetadataUnread({ why }: { why: string }) {
  const t = useTranslations('guests.metadata');
  return (
    <Section framed title={t('title')}>
      <p className="text-ink-2">{t('unread', { why })}</p>
    </Section>
  );
}
