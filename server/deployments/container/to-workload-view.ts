import type { ShellStatus } from '#server/shells/schema.ts';
import type { WorkloadView } from '../workload-schema.ts';

export function toWorkloadView({ number, state, exitCode, restarts, health }: ShellStatus): WorkloadView {
  return { number, state, exitCode, restarts, health: health?.state ?? null, accelerator: null };
}
