import { z } from 'zod';
import type { InstanceParams } from '#server/instances/job-params.ts';
import { kindOf } from '#server/instances/kinds/kinds.ts';
import { instanceKinds } from '#server/instances/kinds/schema.ts';
import { isPassing } from '#server/jobs/is-passing.ts';
import { toJobError } from '#server/jobs/to-job-error.ts';
import type { BerthStep } from '#server/tools.ts';
import { runsAnother } from './runs-another.ts';
import { sayer } from './say-lines.ts';

/**
 * What a shell runs by itself when it starts is what it ran last. If it went down during a deployment that was taken back
 * meanwhile, that is the version which was refused: now the one of before comes back, or nothing where there was none.
 * Where that cannot be, the shell is up all the same, and the log of the refused version says why.
 */
export async function bringCurrent(step: BerthStep<InstanceParams>): Promise<void> {
  const { db, engine, params, signal } = step;
  const select = {
    id: true,
    number: true,
    kind: true,
    state: true,
    instance: { select: { tenantId: true } },
  };
  const where = { instanceId: params.id };
  const versions = await db.deployment.findMany({ where, select, orderBy: { number: 'desc' } });
  // Only then somebody has come back.
  if (!versions[0] || !['returned', 'failed'].includes(versions[0].state)) return;
  const current = versions.find(({ state }) => state === 'current');
  const kind = z.enum(instanceKinds).parse((current ?? versions[0]).kind);
  const { workload } = kindOf(kind);
  if (!workload) return;
  const seen = await workload.status({ engine, ...params, signal });
  const refused = versions.find(({ number }) => number === seen.number);
  if (!refused || !runsAnother(seen, current?.number)) return;
  const { id: deploymentId, number, instance } = refused;
  const former = current ? { deploymentId: current.id, number: current.number, kind } : null;
  const back = { ...params, ...instance, deploymentId, number, kind, former };
  const say = sayer({ db, params: back });
  try {
    await workload.back({ ...step, params: back, say });
    await say([`The shell was started: ${former ? `returned to version ${former.number}` : 'stopped'}`]);
  } catch (error) {
    if (isPassing(error) || signal.aborted) throw error;
    await say([toJobError(error).message]);
  }
}
