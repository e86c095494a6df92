import type { JobView, LeftoverList } from '#server/jobs-view/schema.ts';
import { Leftovers } from './leftovers.tsx';
import { ResolvedNote } from './resolved-note.tsx';
import { StuckChoices } from './stuck-choices.tsx';
import type { StuckJobActions } from './stuck-job-actions.ts';

interface StuckJobProps {
  job: JobView;
  /** Asked for where the job is stuck, or was marked as resolved. */
  leftovers: LeftoverList | undefined;
  actions: StuckJobActions;
}

/** What is left behind of a job that would not be undone, what can be done about it, and who settled it. */
export function StuckJob({ job, leftovers, actions }: StuckJobProps) {
  return (
    <>
      {job.resolved && <ResolvedNote resolved={job.resolved} />}
      {leftovers && <Leftovers kind={job.kind} list={leftovers} isStuck={job.state === 'stuck'} />}
      {job.state === 'stuck' && <StuckChoices job={job} actions={actions} />}
    </>
  );
}
