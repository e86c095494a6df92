import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { CopyText } from '#components/ui/copy-text.tsx';
import { DateTime } from '#components/ui/format/date-time.tsx';
import { Duration } from '#components/ui/format/duration.tsx';
import { KeyValues } from '#components/ui/key-values.tsx';
import { Section } from '#components/ui/section.tsx';
import type { JobView } from '#server/jobs-view/schema.ts';
import { paths } from '#server/paths.ts';
import { JobOutcome } from './job-outcome.tsx';
import { JobSteps } from './job-steps.tsx';

/** Everything about one job: how it ended, what to do where it is stuck, its steps, and the facts beside them. */
export function JobDetail({ job, stuck }: { job: JobView; stuck: ReactNode }) {
  const t = useTranslations('jobs');
  return (
    <>
      <JobOutcome job={job} />
      {stuck}
      <div className="grid gap-x-10 lg:grid-cols-[1fr_24rem]">
        <Section title={t('stepsTitle')} framed>
          <JobSteps job={job} />
        </Section>
        <Section title={t('detail.facts')} framed>
          <Facts job={job} />
        </Section>
      </div>
    </>
  );
}

function Facts({ job }: { job: JobView }) {
  const t = useTranslations('jobs');
  return (
    <KeyValues
      items={[
        { label: t('detail.subject'), value: <Subject job={job} /> },
        ...(job.tenant ? [{ label: t('column.tenant'), value: <Tenant tenant={job.tenant} /> }] : []),
        { label: t('column.actor'), value: job.actorName ?? t('provider') },
        { label: t('detail.created'), value: <DateTime value={job.createdAt} precision="second" /> },
        { label: t('detail.waited'), value: <Waited job={job} /> },
        {
          label: t(job.state === 'stuck' ? 'detail.stuckSince' : 'detail.finished'),
          value: <Moment value={job.finishedAt} />,
        },
        { label: t('detail.id'), value: <CopyText value={job.id} /> },
      ]}
    />
  );
}

const link = 'hover:text-accent-text underline decoration-line-strong underline-offset-2';

function Subject({ job: { subject, tenant, instanceId } }: { job: JobView }) {
  if (!tenant || !instanceId) return subject;
  return (
    <Link href={paths.instance(tenant.slug, instanceId)} className={link}>
      {subject}
    </Link>
  );
}

function Tenant({ tenant }: { tenant: NonNullable<JobView['tenant']> }) {
  return (
    <Link href={paths.adminTenant(tenant.id)} className={link}>
      {tenant.name}
    </Link>
  );
}

function Waited({ job: { createdAt, startedAt } }: { job: JobView }) {
  const t = useTranslations('jobs.detail');
  if (!startedAt) return t('notYet');
  return <Duration milliseconds={Math.max(0, Date.parse(startedAt) - Date.parse(createdAt))} />;
}

function Moment({ value }: { value: string | null }) {
  const t = useTranslations('jobs.detail');
  return value ? <DateTime value={value} precision="second" /> : t('notYet');
}
