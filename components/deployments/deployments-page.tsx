import Rocket from 'lucide-react/icons/rocket';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useWhyNot } from '#components/instances/use-why-not.ts';
import { Button } from '#components/ui/button/button.tsx';
import { LinkButton } from '#components/ui/button/link-button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Pagination } from '#components/ui/query/pagination.tsx';
import type { Query } from '#components/ui/query/with-query.ts';
import { Section } from '#components/ui/section.tsx';
import type { DeploymentPage } from '#server/deployments/schema.ts';
import type { InstanceView } from '#server/instances/schema.ts';
import { paths } from '#server/paths.ts';
import type { DeploymentActions } from './deployment-actions.ts';
import { DeploymentTable } from './deployment-table.tsx';
import { WorkloadNotice } from './workload-notice.tsx';

interface DeploymentsPageProps {
  instance: InstanceView;
  list: DeploymentPage;
  query: Query;
  forbidden: string | undefined;
  actions: DeploymentActions;
  /** The log of one that is under way. */
  live: ReactNode;
  /** What the current one may do. */
  allowed: ReactNode;
}

/** How what runs is doing, what is being deployed and what was before, and what it may do. */
export function DeploymentsPage(props: DeploymentsPageProps) {
  const { instance, list, query, forbidden, actions, live, allowed } = props;
  const t = useTranslations('deployments');
  const refusal = useWhyNot(forbidden)('deploy', instance);
  const path = paths.instancePart(instance.tenant.slug, instance.id, 'deployments');
  const button = <NewVersion href={`${path}/new`} refusal={refusal} />;
  if (list.total === 0) {
    return (
      <EmptyState title={t('empty.title')} icon={<Rocket />} action={button}>
        {t('empty.body')}
      </EmptyState>
    );
  }
  return (
    <>
      <WorkloadNotice instance={instance} />
      {live}
      <Section title={t('title')} description={t('about')} actions={button}>
        <DeploymentTable {...{ instance, actions, refusal }} versions={list.items} />
        <Pagination {...{ path, query }} page={list.page} pageSize={list.pageSize} total={list.total} />
      </Section>
      {allowed}
    </>
  );
}

function NewVersion({ href, refusal }: { href: string; refusal: string | undefined }) {
  const t = useTranslations('deployments');
  const inside = (
    <>
      <Rocket aria-hidden />
      {t('new')}
    </>
  );
  if (refusal) {
    return (
      <Button variant="primary" disabledReason={refusal}>
        {inside}
      </Button>
    );
  }
  return (
    <LinkButton href={href} variant="primary">
      {inside}
    </LinkButton>
  );
}
