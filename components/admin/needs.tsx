import CircleCheck from 'lucide-react/icons/circle-check';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Section } from '#components/ui/section.tsx';
import type { Overview } from '#server/overview/schema.ts';
import { FindingNeeds } from './finding-needs.tsx';
import { JobNeeds } from './job-needs.tsx';
import { NodeNeeds } from './node-needs.tsx';
import { OfferNeeds } from './offer-needs.tsx';
import { TenantNeeds } from './tenant-needs.tsx';
import { VaultNeeds } from './vault-needs.tsx';

/** What needs the provider, the worst first; or that nothing does. */
export function Needs({ overview }: { overview: Overview }) {
  const t = useTranslations('admin.overview');
  return (
    <Section title={t('needs')}>
      {isCalm(overview) ? (
        <Calm title={t('nothing')}>{t('nothingBody')}</Calm>
      ) : (
        <ul className="divide-y divide-line rounded-lg border border-line">
          <VaultNeeds unlocked={overview.unlockedVaults} />
          <JobNeeds stuck={overview.stuckJobs} failed={overview.failedJobs} />
          <FindingNeeds findings={overview.findings} />
          <NodeNeeds overview={overview} />
          <OfferNeeds overview={overview} />
          <TenantNeeds tight={overview.tightTenants} />
        </ul>
      )}
    </Section>
  );
}

function isCalm(overview: Overview): boolean {
  const {
    unlockedVaults,
    stuckJobs,
    failedJobs,
    findings,
    tightTenants,
    nodesInTrouble,
    fullNodes,
    missingImages,
  } = overview;
  const counts = [
    unlockedVaults.total,
    stuckJobs.total,
    failedJobs.total,
    findings.total,
    tightTenants.total,
    nodesInTrouble.length,
    fullNodes.length,
    missingImages.length,
  ];
  return !overview.hasNoImage && !overview.hasNoNode && counts.every((count) => count === 0);
}

function Calm({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="flex items-start gap-3 rounded-lg border border-line px-4 py-4">
      <CircleCheck aria-hidden className="mt-px size-5 shrink-0 text-ok" />
      <div>
        <p className="font-medium">{title}</p>
        <p className="text-ink-2">{children}</p>
      </div>
    </div>
  );
}
