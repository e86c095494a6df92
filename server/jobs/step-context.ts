import { notifyChange } from '#server/events/notify-change.ts';
import { unseal } from '#server/secrets/seal.ts';
import type { StepContext } from './define-job.ts';
import type { JobRun, StepRun } from './job-run.ts';

export function stepContext<Tools>(
  run: JobRun<Tools>,
  step: StepRun<Tools>,
  signal: AbortSignal,
): StepContext<unknown, Tools> {
  const { db, tools } = run.tools;
  return {
    ...tools,
    jobId: run.id,
    params: run.params,
    db,
    signal,
    lease: run.signals.stop,
    log: run.log.child({ step: step.definition.name }),
    outputs: run.outputs,
    async secret() {
      const row = await db.jobSecret.findUnique({ where: { jobId: run.id } });
      return row ? unseal(row.ciphertext, run.id) : null;
    },
    async note(text) {
      await db.jobStep.updateMany({
        where: { jobId: run.id, position: step.position, job: { claimedBy: run.tools.workerId } },
        data: { note: text },
      });
      await notifyChange(db, { topic: 'job', id: run.id, tenantId: run.tenantId });
    },
  };
}
