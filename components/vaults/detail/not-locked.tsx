import { useTranslations } from 'next-intl';
import { JobError } from '#components/jobs/job-error.tsx';
import { Callout } from '#components/ui/callout.tsx';
import { TimeAgo } from '#components/ui/format/time-ago.tsx';
import type { VaultView } from '#server/vaults/schema.ts';

type Failure = NonNullable<VaultView['lockFailure']>;

/** Nothing in it runs, and its key is still on its node, or nobody can tell. Operators read what holds it. */
export function NotLocked({ name, failure }: { name: string; failure: Failure }) {
  const t = useTranslations('vaults.notice');
  const isAway = failure.reason === 'vault-node-away' ? 'yes' : 'no';
  const reader = failure.forOperators === null ? 'customer' : 'operator';
  const since = () => <TimeAgo value={failure.since} />;
  return (
    <Callout tone="danger" title={t('notLockedTitle', { name, isAway })}>
      <p>
        <JobError error={failure} />
      </p>
      <p className="mt-1 text-ink-2">{t.rich('notLockedBody', { isAway, reader, since })}</p>
    </Callout>
  );
}
