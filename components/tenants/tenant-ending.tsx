import { useFormatter, useTranslations } from 'next-intl';
import { JobError } from '#components/jobs/job-error.tsx';
import { useJobKindName } from '#components/jobs/use-job-kind-name.ts';
import { ActionButton } from '#components/ui/action/action-button.tsx';
import { Callout } from '#components/ui/callout.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { paths } from '#server/paths.ts';
import type { TenantDetail, TenantEnd } from '#server/tenants/schema.ts';
import type { TenantActions } from './tenant-actions.ts';
import { useWhyNot } from './use-why-not.ts';

interface TenantEndingProps {
  tenant: TenantDetail;
  end: TenantEnd;
  takeBack: TenantActions['takeBack'];
}

/** Of a tenant that ends: when and by whom, what goes then, and the way back; later what it still waits for. */
export function TenantEnding({ tenant, end, takeBack }: TenantEndingProps) {
  const t = useTranslations('tenants.end');
  const format = useFormatter();
  const whyNot = useWhyNot();
  const { id, name, endAfter, endBy } = tenant;
  if (!endAfter) return null;
  const { instances, vaults, isos } = end;
  const date = format.dateTime(new Date(endAfter), { dateStyle: 'long', timeStyle: 'short' });
  const words = { name, date, by: endBy ?? '', instances, vaults, isos };
  const hasBegun = new Date(endAfter) <= new Date();
  const keep = !hasBegun && (
    <ActionButton
      size="sm"
      variant="primary"
      action={takeBack}
      fields={{ id }}
      label={t('takeBack')}
      pendingLabel={t('takingBack')}
      disabledReason={whyNot('take-back', tenant)}
    />
  );
  return (
    <div className="mb-6 max-w-3xl">
      <Callout tone="warn" title={t(hasBegun ? 'begunTitle' : 'endsTitle', words)} actions={keep}>
        <p>{t(hasBegun ? 'begunBody' : 'endsBody', words)}</p>
        <Hindrances failed={end.failed} />
      </Callout>
    </div>
  );
}

/** What could not be brought to its end; all but what is stuck is tried again by itself. */
function Hindrances({ failed }: Pick<TenantEnd, 'failed'>) {
  const t = useTranslations('tenants.end');
  const kindName = useJobKindName();
  if (failed.length === 0) return null;
  return (
    <>
      <p className="mt-1">{t('failed')}</p>
      <ul className="mt-1 list-disc ps-5">
        {failed.map((job) => (
          <li key={job.id}>
            <TextLink href={paths.adminJob(job.id)}>
              {kindName(job.kind)} {job.subject}
            </TextLink>
            {job.state === 'stuck' && ` (${t('stuck')})`}
            {job.error && (
              <>
                {': '}
                <JobError error={job.error} />
              </>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
