import { useTranslations } from 'next-intl';
import { LinkButton } from '#components/ui/button/link-button.tsx';
import { Callout } from '#components/ui/callout.tsx';
import type { WorkloadView } from '#server/deployments/workload-schema.ts';
import type { InstanceView } from '#server/instances/schema.ts';
import { paths } from '#server/paths.ts';

type Trouble = 'exited' | 'refused' | 'unhealthy' | 'none' | 'stopped' | 'restarting';

/** What is wrong with what runs in a shell, and the next step; nothing while all is well or a job is at work. */
export function WorkloadNotice({ instance }: { instance: InstanceView }) {
  const t = useTranslations('deployments.workload');
  const { workload, job, id, tenant } = instance;
  const trouble = workload && !job ? troubleOf(workload) : undefined;
  if (!workload || !trouble) return null;
  const { exitCode, restarts } = workload;
  const code = exitCode ?? 0;
  const signal = code > 128 ? String(code - 128) : 'none';
  const part = trouble === 'none' ? 'deployments/new' : 'logs';
  return (
    <div className="mb-6">
      <Callout
        tone={trouble === 'none' || trouble === 'stopped' ? 'info' : 'warn'}
        title={t(`title.${trouble}`)}
        actions={
          <LinkButton size="sm" href={paths.instancePart(tenant.slug, id, part)}>
            {t(trouble === 'none' ? 'toDeploy' : 'toLog')}
          </LinkButton>
        }
      >
        {t(`body.${trouble}`, { code, signal, count: restarts })}
      </Callout>
    </div>
  );
}

function troubleOf({ state, health, exitCode }: WorkloadView): Trouble | undefined {
  if (state === 'running') return health === 'unhealthy' ? 'unhealthy' : undefined;
  if (state === 'exited' && exitCode === null) return 'refused';
  if (state === 'exited' && exitCode === 0) return undefined;
  return state;
}
