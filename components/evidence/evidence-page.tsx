import Download from 'lucide-react/icons/download';
import { useFormatter, useTranslations } from 'next-intl';
import { buttonClass } from '#components/ui/button/button-class.ts';
import { Callout } from '#components/ui/callout.tsx';
import { Section } from '#components/ui/section.tsx';
import { type EvidenceView, evidenceSections } from '#server/evidence/schema.ts';
import { paths } from '#server/paths.ts';
import { EvidenceLine } from './evidence-line.tsx';
import { ReadAgain } from './read-again.tsx';

/** All that was read, part by part, and what it cannot show. */
export function EvidencePage({ evidence }: { evidence: EvidenceView }) {
  const t = useTranslations('evidence');
  const format = useFormatter();
  const { observations, at, instanceId } = evidence;
  const worries = observations.filter(({ mark }) => mark === 'worry').length;
  const time = format.dateTime(new Date(at), { dateStyle: 'long', timeStyle: 'medium' });
  return (
    <>
      <div className="mb-6 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 max-w-2xl">
          <p className="text-ink-2">{t('about')}</p>
          <p className="mt-1 text-sm text-ink-3">{t('readAt', { time })}</p>
        </div>
        <div className="flex flex-wrap gap-2">
          <ReadAgain />
          <a href={paths.evidenceFile(instanceId)} download className={buttonClass({})}>
            <Download aria-hidden />
            {t('download')}
          </a>
        </div>
      </div>
      <div className="mb-8">
        <Callout tone={worries > 0 ? 'danger' : 'info'} title={t('marked', { count: worries })}>
          {worries > 0 ? t('markedWorry') : t('markedAbout')}
        </Callout>
      </div>
      {evidenceSections.map((section) => {
        const lines = observations.filter((each) => each.section === section);
        if (lines.length === 0) return null;
        return (
          <Section key={section} title={t(`section.${section}`)}>
            <dl className="rounded-lg border border-line bg-surface">
              {lines.map((line) => (
                <EvidenceLine key={line.key} observation={line} />
              ))}
            </dl>
          </Section>
        );
      })}
      <Section title={t('limits.title')}>
        <ul className="list-disc space-y-1.5 ps-5 text-ink-2">
          <li>{t('limits.proof')}</li>
          <li>{t('limits.guest')}</li>
          <li>{t('limits.moment')}</li>
          <li>{t('limits.bugs')}</li>
        </ul>
      </Section>
    </>
  );
}
