import type { ReactNode } from 'react';
import type { FormAction } from '#components/ui/form/action-state.ts';
import type { FailedCreation } from '#server/instances/failed-creation-schema.ts';
import type { InstanceView } from '#server/instances/schema.ts';
import type { JobView } from '#server/jobs-view/schema.ts';
import { InstanceFacts } from './instance-facts.tsx';
import { JobProgress } from './job-progress.tsx';
import { SshCommand } from './ssh-command.tsx';
import { StateNotice } from './state-notice.tsx';

interface InstanceOverviewProps {
  instance: InstanceView;
  failure: FailedCreation | undefined;
  /** The job at work, or one that has just ended. */
  job: JobView | undefined;
  forbidden: string | undefined;
  remove: FormAction;
  recreate: FormAction;
  cancel: FormAction;
  charts: ReactNode;
}

/** Steps first while something happens, then how it does, beside what it is. */
export function InstanceOverview({
  instance,
  failure,
  job,
  forbidden,
  remove,
  recreate,
  cancel,
  charts,
}: InstanceOverviewProps) {
  return (
    <>
      <StateNotice {...{ instance, failure, forbidden, remove, recreate }} />
      <div className="grid items-start gap-x-8 grid-cols-[minmax(0,1fr)] lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="min-w-0">
          {job && <JobProgress job={job} isExplained={failure !== undefined} cancel={cancel} />}
          {charts}
        </div>
        <div className="min-w-0">
          <SshCommand instance={instance} />
          <InstanceFacts instance={instance} />
        </div>
      </div>
    </>
  );
}
