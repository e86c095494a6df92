import { useTranslations } from 'next-intl';
import { JobOutcome } from '#components/jobs/job-outcome.tsx';
import { JobSteps } from '#components/jobs/job-steps.tsx';
import { useJobKindName } from '#components/jobs/use-job-kind-name.ts';
import { LinkButton } from '#components/ui/button/link-button.tsx';
import { Callout } from '#components/ui/callout.tsx';
import { Card } from '#components/ui/card.tsx';
import { DateTime } from '#components/ui/format/date-time.tsx';
import { isLive } from '#server/jobs/states.ts';
import type { JobView } from '#server/jobs-view/schema.ts';
import { paths } from '#server/paths.ts';
import { endingReason, type TenantDetail } from '#server/tenants/schema.ts';

interface TenantWorkProps {
  tenant: TenantDetail;
  /** The newest job on the tenant itself, if any. */
  job: JobView | undefined;
}

/** What is being done to the tenant, step by step, and what keeps it from being an ordinary one. */
export function TenantWork({ tenant, job }: TenantWorkProps) {
  const t = useTranslations('tenants.work');
  const kindName = useJobKindName();
  const isAtWork = job !== undefined && isLive(job.state);
  // A quota that was refused has been told beside the form.
  const isWrong = job !== undefined && isNews(job) && job.kind !== 'update-quota';
  return (
    <>
      {tenant.state === 'suspended' && tenant.suspendedReason !== endingReason && (
        <Suspended tenant={tenant} />
      )}
      {job && isWrong && <JobOutcome job={job} actions={job.state === 'stuck' && <Look id={job.id} />} />}
      {job && (isAtWork || isWrong) && (
        <div className="mb-8 max-w-3xl">
          <Card>
            <h2 className="mb-3 font-medium">
              {isAtWork ? t('title', { kind: kindName(job.kind) }) : kindName(job.kind)}
            </h2>
            <JobSteps job={job} />
          </Card>
        </div>
      )}
    </>
  );
}

function Look({ id }: { id: string }) {
  const t = useTranslations('jobs.stuck');
  return (
    <LinkButton href={paths.adminJob(id)} size="sm">
      {t('look')}
    </LinkButton>
  );
}

function isNews({ state }: JobView): boolean {
  return state === 'failed' || state === 'stuck' || state === 'undoing';
}

function Suspended({ tenant: { suspendedReason, suspendedAt } }: { tenant: TenantDetail }) {
  const t = useTranslations('tenants.work');
  return (
    <div className="mb-6 max-w-3xl">
      <Callout tone="warn" title={t('suspended', { reason: suspendedReason ?? '' })}>
        {suspendedAt && t.rich('suspendedBody', { when: () => <DateTime value={suspendedAt} /> })}
      </Callout>
    </div>
  );
}
