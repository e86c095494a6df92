'use client';

import Cog from 'lucide-react/icons/cog';
import { useTranslations } from 'next-intl';
import { EmptyState } from '#components/ui/empty-state.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { FilterChips } from '#components/ui/query/filter-chips.tsx';
import { type Query, queryValue } from '#components/ui/query/with-query.ts';
import { Section } from '#components/ui/section.tsx';
import type { ServiceList, ServiceView } from '#server/guests/schema.ts';
import type { InstanceView } from '#server/instances/schema.ts';
import { paths } from '#server/paths.ts';
import { LookInside } from './look-inside.tsx';
import { ServiceTable } from './service-table.tsx';
import { useAgainAfter } from './use-again-after.ts';
import { usePolled } from './use-polled.ts';

interface ServicePanelProps {
  instance: Pick<InstanceView, 'id' | 'name' | 'tenant'>;
  query: Query;
  control: FormAction;
}

/** To ask a guest's init costs it more than a look at its processes. */
const everyMs = 10_000;

export function ServicePanel({ instance, query, control }: ServicePanelProps) {
  const t = useTranslations('guests.services');
  const polled = usePolled<ServiceList>(paths.guestServices(instance.id), everyMs);
  const action = useAgainAfter(control, polled.again);
  const manager = polled.data?.manager;
  const isAll = queryValue(query, 'services') === 'all';
  const options = [
    { value: '', label: t('main') },
    { value: 'all', label: t('all'), count: polled.data?.services.length },
  ];
  const path = paths.instanceProcesses(instance.tenant.slug, instance.id);
  return (
    <Section
      title={t('title')}
      description={manager && t('about', { manager })}
      actions={manager && <FilterChips label={t('filter')} name="services" {...{ path, query, options }} />}
    >
      <LookInside polled={polled}>
        {({ services }) =>
          manager ? (
            <Shown services={isAll ? services : services.filter(matters)} {...{ instance, action }} />
          ) : (
            <EmptyState title={t('none')} icon={<Cog />}>
              {t('noneBody')}
            </EmptyState>
          )
        }
      </LookInside>
    </Section>
  );
}

interface ShownProps {
  services: ServiceView[];
  instance: ServicePanelProps['instance'];
  action: FormAction;
}

function Shown({ services, instance, action }: ShownProps) {
  const t = useTranslations('guests.services');
  if (services.length === 0) return <p className="text-ink-3">{t('emptyMain')}</p>;
  return <ServiceTable services={services} instance={instance} control={action} />;
}

function matters({ state, startsAtBoot }: ServiceView): boolean {
  return (
    state === 'running' ||
    state === 'failed' ||
    state === 'changing' ||
    (startsAtBoot === true && state === 'stopped')
  );
}
