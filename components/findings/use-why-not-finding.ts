import { useTranslations } from 'next-intl';
import { useJobKindName } from '#components/jobs/use-job-kind-name.ts';
import type { FindingView } from '#server/reconcile/schema.ts';
import { type FindingAction, whyNotFinding } from '#server/reconcile/states.ts';

/** Why something cannot be done about a finding now, in the reader's language; undefined when it can. */
export function useWhyNotFinding(finding: FindingView): (action: FindingAction) => string | undefined {
  const t = useTranslations('errors');
  const tFindings = useTranslations('findings.detail');
  const kindName = useJobKindName();
  return (action) => {
    const refusal = whyNotFinding(action, finding);
    if (!refusal) return undefined;
    if (refusal.code === 'busy' && finding.job) return tFindings('job', { kind: kindName(finding.job.kind) });
    return t(refusal.reason as 'internal', refusal.params as never);
  };
}
