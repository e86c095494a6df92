import { useTranslations } from 'next-intl';
import { Callout } from '#components/ui/callout.tsx';
import { DateTime } from '#components/ui/format/date-time.tsx';
import { KeyValues } from '#components/ui/key-values.tsx';
import { Section } from '#components/ui/section.tsx';
import type { FindingView } from '#server/reconcile/schema.ts';
import { FactValue } from './fact-value.tsx';
import { FindingChanges } from './finding-changes.tsx';
import { FindingTenant } from './finding-tenant.tsx';
import { FindingWork } from './finding-work.tsx';

/** What was found, what it means, and the facts beside it. */
export function FindingDetail({ finding }: { finding: FindingView }) {
  const t = useTranslations('findings');
  const { kind, state, details } = finding;
  return (
    <>
      <FindingWork finding={finding} />
      <p className="mb-6 max-w-3xl text-ink-2">{t(`means.${kind}`)}</p>
      {details.error && (
        <div className="mb-6 max-w-3xl">
          <Callout tone="danger" title={t('detail.error')}>
            <p className="wrap-anywhere">{details.error}</p>
            {state === 'open' && <p className="mt-1 text-ink-2">{t('detail.errorNext')}</p>}
          </Callout>
        </div>
      )}
      {details.changes && details.changes.length > 0 && (
        <Section title={t('detail.changes')}>
          <FindingChanges changes={details.changes} isOver={state !== 'open'} />
        </Section>
      )}
      <Section title={t('detail.facts')} framed>
        <KeyValues columns={2} items={[...useFacts(finding), ...useEntry(finding)]} />
      </Section>
    </>
  );
}

function useFacts({ details, tenant }: FindingView) {
  const t = useTranslations('findings');
  const named = Object.entries(details.facts ?? {}).map(([name, value]) => ({
    label: t.has(`facts.${name}` as 'facts.project') ? t(`facts.${name}` as 'facts.project') : name,
    value: <FactValue name={name} value={value} />,
  }));
  return tenant ? [{ label: t('detail.tenant'), value: <FindingTenant tenant={tenant} /> }, ...named] : named;
}

function useEntry({ foundAt, seenAt, closedAt, outcome, actorName, state, details }: FindingView) {
  const t = useTranslations('findings');
  const moment = (value: string) => <DateTime value={value} precision="second" />;
  return [
    { label: t('detail.found'), value: moment(foundAt) },
    { label: t('detail.seen'), value: moment(seenAt) },
    ...(closedAt ? [{ label: t('detail.closed'), value: moment(closedAt) }] : []),
    ...(outcome ? [{ label: t('detail.outcome'), value: t(`outcomes.${outcome}`) }] : []),
    ...(state === 'settled' || state === 'mended'
      ? [{ label: t('detail.actor'), value: actorName ?? t('detail.itself') }]
      : []),
    ...(details.reason ? [{ label: t('detail.reason'), value: details.reason }] : []),
    ...(details.times
      ? [{ label: t('detail.repeated'), value: t('detail.times', { count: details.times }) }]
      : []),
  ];
}
