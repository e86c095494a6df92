import { useTranslations } from 'next-intl';
import { StateLabel } from '#components/ui/state-label.tsx';
import type { StateKind } from '#components/ui/state-mark.tsx';
import type { WorkloadView } from '#server/deployments/workload-schema.ts';

const marks = {
  none: 'stopped',
  running: 'running',
  restarting: 'suspended',
  stopped: 'stopped',
  exited: 'failed',
} as const satisfies Record<WorkloadView['state'], StateKind>;

/** How what runs in a shell is doing, in a few words. */
export function WorkloadState({ workload }: { workload: WorkloadView | null }) {
  const t = useTranslations('deployments.workload');
  if (!workload) return null;
  const { state, exitCode, health, restarts } = workload;
  const isIll = state === 'running' && health === 'unhealthy';
  const isRising = state === 'running' && health === 'starting';
  const endedWell = state === 'exited' && exitCode === 0;
  const mark = isIll ? 'failed' : isRising ? 'working' : endedWell ? 'stopped' : marks[state];
  const words = [
    t(state, { code: exitCode ?? '?' }),
    state === 'running' && health && t(health),
    restarts > 0 && t('restarts', { count: restarts }),
  ];
  return <StateLabel kind={mark}>{words.filter(Boolean).join(' · ')}</StateLabel>;
}
