'use client';

import { useTranslations } from 'next-intl';
import type { FormAction } from '#components/ui/form/action-state.ts';
import type { Query } from '#components/ui/query/with-query.ts';
import { Section } from '#components/ui/section.tsx';
import type { ProcessList } from '#server/guests/schema.ts';
import type { InstanceView } from '#server/instances/schema.ts';
import { paths } from '#server/paths.ts';
import { LookInside } from './look-inside.tsx';
import { ProcessTable } from './process-table.tsx';
import { useAgainAfter } from './use-again-after.ts';
import { usePolled } from './use-polled.ts';

interface ProcessPanelProps {
  instance: Pick<InstanceView, 'id' | 'name' | 'tenant'>;
  query: Query;
  end: FormAction;
}

const everyMs = 4000;

export function ProcessPanel({ instance, query, end }: ProcessPanelProps) {
  const t = useTranslations('guests.processes');
  const polled = usePolled<ProcessList>(paths.guestProcesses(instance.id), everyMs);
  const action = useAgainAfter(end, polled.again);
  return (
    <Section title={t('title')} description={t('about', { name: instance.name })}>
      <LookInside polled={polled}>
        {(now) => (
          <>
            <ProcessTable {...{ instance, now, query }} former={polled.former} end={action} />
            <p className="mt-3 text-sm text-ink-3">
              {now.processes.length < now.total
                ? t('shown', { shown: now.processes.length, total: now.total })
                : t('count', { total: now.total })}
            </p>
          </>
        )}
      </LookInside>
    </Section>
  );
}
