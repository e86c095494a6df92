import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ActionButton } from '#components/ui/action/action-button.tsx';
import { Section } from '#components/ui/section.tsx';
import type { JobView } from '#server/jobs-view/schema.ts';
import { ResolveDialog } from './resolve-dialog.tsx';
import type { StuckJobActions } from './stuck-job-actions.ts';

/** The three ways out of a stuck job, each with when it is the right one. */
export function StuckChoices({ job: { id, subject }, actions }: { job: JobView; actions: StuckJobActions }) {
  const t = useTranslations('jobs.stuck');
  const fields = { id };
  return (
    <Section title={t('title')}>
      <ul className="grid gap-3 lg:grid-cols-3">
        <Choice about={t('undoAbout', { subject })}>
          <ActionButton
            variant="primary"
            action={actions.retryUndo}
            fields={fields}
            label={t('undo')}
            pendingLabel={t('undoPending')}
          />
        </Choice>
        <Choice about={t('forwardAbout')}>
          <ActionButton
            action={actions.retryForward}
            fields={fields}
            label={t('forward')}
            pendingLabel={t('forwardPending')}
          />
        </Choice>
        <Choice about={t('resolveAbout', { subject })}>
          <ResolveDialog id={id} action={actions.resolve} />
        </Choice>
      </ul>
    </Section>
  );
}

function Choice({ about, children }: { about: string; children: ReactNode }) {
  return (
    <li className="flex flex-col items-start justify-between gap-3 rounded-lg border border-line bg-surface p-4">
      <p className="text-ink-2">{about}</p>
      {children}
    </li>
  );
}
