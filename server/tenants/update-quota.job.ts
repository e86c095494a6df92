import { z } from 'zod';
import { notifyChange } from '#server/events/notify-change.ts';
import { isEngineError } from '#server/incus/engine-error.ts';
import { getProject, patchProject } from '#server/incus/projects.ts';
import { defineJob, type Leftover } from '#server/jobs/define-job.ts';
import { projectLimits } from '#server/quotas/project-limits.ts';
import { fromQuota } from '#server/quotas/quota-columns.ts';
import type { BerthJob, BerthStep } from '#server/tools.ts';
import { quota } from './schema.ts';

const params = z.object({ tenantId: z.uuid(), project: z.string(), wanted: quota, former: quota });
export type UpdateQuotaParams = z.infer<typeof params>;
type Step = BerthStep<UpdateQuotaParams>;

/** The engine first: where it refuses, our rows stay as they are. */
export const updateQuotaJob: BerthJob<UpdateQuotaParams> = defineJob({
  kind: 'update-quota',
  version: 1,
  params,
  steps: [
    {
      name: 'limits',
      run: ({ engine, params: { project, wanted }, lease }: Step) =>
        patchProject(engine, { name: project, config: projectLimits(wanted) }, { signal: lease }),
      undo: limitsBack,
      leftBehind: limitsLeft,
    },
  ],
  async onDone(tx, { tenantId, wanted }) {
    await tx.tenant.update({ where: { id: tenantId }, data: fromQuota(wanted) });
    await notifyChange(tx, { topic: 'tenant', id: tenantId, tenantId });
  },
  async onFailed(tx, { tenantId, former }) {
    await tx.tenant.updateMany({ where: { id: tenantId }, data: fromQuota(former) });
    await notifyChange(tx, { topic: 'tenant', id: tenantId, tenantId });
  },
});

/** A project that is gone has no limits to give back. */
async function limitsBack({ engine, params: { project, former }, signal }: Step): Promise<void> {
  try {
    await patchProject(engine, { name: project, config: projectLimits(former) }, { signal });
  } catch (error) {
    if (!isEngineError(error, 'not-found')) throw error;
  }
}

/** The limits that are not as they were before. */
async function limitsLeft({ engine, params: { project, former }, signal }: Step): Promise<Leftover[]> {
  const { config } = await getProject(engine, { name: project }, { signal });
  const differs = Object.entries(projectLimits(former)).flatMap(([key, value]) =>
    config[key] === value ? [] : [`${key}=${config[key] ?? ''} (${value})`],
  );
  return differs.length === 0 ? [] : [{ thing: 'limits', name: project, note: differs.join(', ') }];
}
