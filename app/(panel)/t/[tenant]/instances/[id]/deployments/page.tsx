import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { page } from '#app/_lib/page.tsx';
import { readPageNumber } from '#app/_lib/read-page-number.ts';
import { DeploymentsPage } from '#components/deployments/deployments-page.tsx';
import { InstanceFrame } from '#components/instances/instance-frame.tsx';
import { Section } from '#components/ui/section.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { listDeployments } from '#server/deployments/list-deployments.ts';
import { instanceTitle } from '../instance-title.ts';
import { loadInstancePage } from '../load-instance-page.ts';
import { returnToAction } from './actions.ts';
import { Allowed } from './allowed.tsx';
import { VersionLog } from './version-log.tsx';

export const generateMetadata = instanceTitle('deployments');

export default page(async (ctx, { params, query }) => {
  const frame = await loadInstancePage(ctx, params);
  const { instance, forbidden } = frame;
  const t = await getTranslations('deployments');
  const list = await listDeployments(ctx, { id: instance.id, page: readPageNumber(query.page) });
  const live = list.items.find(({ finishedAt }) => finishedAt === null);
  const current = list.items.find(({ state }) => state === 'current');
  return (
    <InstanceFrame {...frame}>
      <DeploymentsPage
        {...{ instance, list, query, forbidden }}
        actions={{ returnTo: returnToAction }}
        live={
          live && (
            <Section title={t('log.title')} description={t('number', { number: live.number })}>
              <VersionLog ctx={ctx} instanceId={instance.id} version={live} />
            </Section>
          )
        }
        allowed={
          current && (
            <Suspense fallback={<Skeleton className="mb-8 h-56 w-full" />}>
              <Allowed ctx={ctx} instance={instance} version={current} />
            </Suspense>
          )
        }
      />
    </InstanceFrame>
  );
});
