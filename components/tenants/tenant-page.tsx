import { useTranslations } from 'next-intl';
import { Section } from '#components/ui/section.tsx';
import { QuotaMeters } from '#components/usage/quota-meters.tsx';
import type { InstancePage } from '#server/instances/schema.ts';
import type { JobPage, JobView } from '#server/jobs-view/schema.ts';
import type { InvitationPage, MemberPage } from '#server/team/schema.ts';
import type { TenantDetail, TenantEnd, TenantUsageView } from '#server/tenants/schema.ts';
import type { VaultView } from '#server/vaults/schema.ts';
import type { PlanSetChoice } from './plan-set-field.tsx';
import type { TenantActions } from './tenant-actions.ts';
import { TenantDanger } from './tenant-danger.tsx';
import { TenantEnding } from './tenant-ending.tsx';
import { TenantFacts } from './tenant-facts.tsx';
import { TenantHeader } from './tenant-header.tsx';
import { TenantInstances } from './tenant-instances.tsx';
import { TenantJobs } from './tenant-jobs.tsx';
import { TenantPeople } from './tenant-people.tsx';
import { TenantQuota, TenantSettings } from './tenant-settings.tsx';
import { TenantVaults } from './tenant-vaults.tsx';
import { TenantWork } from './tenant-work.tsx';

export interface TenantPageProps {
  tenant: TenantDetail;
  /** Its name on the engine. */
  project: string;
  usage: TenantUsageView;
  members: MemberPage;
  invitations: InvitationPage;
  instances: InstancePage;
  vaults: VaultView[];
  /** The newest job on the tenant itself, if any. */
  job: JobView | undefined;
  jobs: JobPage;
  planSets: PlanSetChoice[];
  /** What goes with it, or is left of it while it ends. */
  end: TenantEnd;
  actions: TenantActions;
}

export function TenantPage(props: TenantPageProps) {
  const { tenant, project, usage, members, invitations, instances, vaults, job, jobs } = props;
  const { planSets, end, actions } = props;
  const t = useTranslations('tenants.detail');
  return (
    <>
      <TenantHeader tenant={tenant} actions={actions} />
      <TenantEnding tenant={tenant} end={end} takeBack={actions.takeBack} />
      <TenantWork tenant={tenant} job={job} />
      <div className="grid items-start gap-x-8 lg:grid-cols-[3fr_2fr]">
        <Section framed title={t('usage')}>
          <QuotaMeters usage={usage} />
        </Section>
        <TenantFacts tenant={tenant} project={project} />
      </div>
      <TenantInstances tenant={tenant} list={instances} />
      <TenantVaults tenant={tenant} vaults={vaults} />
      <TenantPeople tenant={tenant} members={members} invitations={invitations} actions={actions.team} />
      <div className="grid items-start gap-x-8 lg:grid-cols-[3fr_2fr]">
        <TenantQuota tenant={tenant} action={actions.updateQuota} />
        <TenantSettings tenant={tenant} action={actions.update} planSets={planSets} />
      </div>
      <TenantJobs tenant={tenant} list={jobs} />
      <TenantDanger tenant={tenant} end={end} actions={actions} />
    </>
  );
}
