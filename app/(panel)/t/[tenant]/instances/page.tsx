import { getTranslations } from 'next-intl/server';
import { page } from '#app/_lib/page.tsx';
import { whyForbidden } from '#app/_lib/why-forbidden.ts';
import { StackProgress } from '#components/compose/stack-progress.tsx';
import { InstanceListPage } from '#components/instances/instance-list-page.tsx';
import { QueueRefresh } from '#components/jobs/queue-refresh.tsx';
import { LiveRefresh } from '#components/layout/live-refresh.tsx';
import { getStack } from '#server/compose/get-stack.ts';
import { listInstances } from '#server/instances/list-instances.ts';
import { paths } from '#server/paths.ts';
import { getTenantBySlug } from '#server/tenants/get-tenant-by-slug.ts';
import {
  deleteInstanceAction,
  restartInstanceAction,
  startInstanceAction,
  stopInstanceAction,
} from './actions.ts';
import { bulkDeleteAction, bulkRestartAction, bulkStartAction, bulkStopAction } from './bulk-actions.ts';
import { toListInput } from './to-list-input.ts';

export async function generateMetadata() {
  return { title: (await getTranslations('instances'))('title') };
}

export default page(async (ctx, { params: { tenant: slug = '' }, query }) => {
  const [tenant, list, members] = await Promise.all([
    getTenantBySlug(ctx, slug),
    listInstances(ctx, toListInput(slug, query)),
    query.stack ? getStack(ctx, { tenant: slug, stack: query.stack }) : [],
  ]);
  const forbidden = await whyForbidden(ctx, tenant.id, 'instance.manage');
  return (
    <>
      <LiveRefresh href={paths.events({ tenant: slug })} topics={['instance', 'job', 'tenant', 'vault']} />
      <QueueRefresh jobs={list.items.flatMap(({ job }) => job ?? [])} />
      <InstanceListPage
        tenant={tenant}
        list={list}
        query={query}
        forbidden={forbidden}
        stack={
          query.stack &&
          members.length > 0 && <StackProgress tenant={slug} stack={query.stack} members={members} />
        }
        bulk={{
          start: bulkStartAction,
          stop: bulkStopAction,
          restart: bulkRestartAction,
          delete: bulkDeleteAction,
        }}
        actions={{
          start: startInstanceAction,
          stop: stopInstanceAction,
          restart: restartInstanceAction,
          remove: deleteInstanceAction,
        }}
      />
    </>
  );
});
