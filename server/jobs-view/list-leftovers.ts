import { authorizeOperator } from '#server/auth/authorize.ts';
import type { Ctx } from '#server/context.ts';
import type { AnyJob, Json, Leftover } from '#server/jobs/define-job.ts';
import { toJobError } from '#server/jobs/to-job-error.ts';
import type { Tools } from '#server/tools.ts';
import { definitionOf } from './definition-of.ts';
import { loadJob } from './load-job.ts';
import type { LeftoverList } from './schema.ts';

/** A page must not wait for an engine that does not answer. */
const patienceMs = 4000;

type Step = AnyJob<Tools>['steps'][number];
type StepCtx = Parameters<NonNullable<Step['leftBehind']>>[0];
type Seen = Pick<LeftoverList, 'items' | 'unknown'>;

/** What is still there, on the engine as it is now, of the steps of a job that were not undone. */
export async function listLeftovers(ctx: Ctx, { id }: { id: string }): Promise<LeftoverList> {
  authorizeOperator(ctx, 'read');
  const row = await loadJob(ctx, ctx.db, id);
  const definition = definitionOf(row);
  const started = row.steps.filter(({ state }) => state !== 'waiting' && state !== 'undone');
  const steps = started.flatMap(({ name }) => definition?.steps.find((step) => step.name === name) ?? []);
  const stepCtx = await leftoverCtx(ctx, row.id, definition);
  const seen = await Promise.all(steps.map((step) => look(step, stepCtx)));
  return {
    items: seen.flatMap(({ items }) => items),
    unknown: seen.flatMap(({ unknown }) => unknown),
    checkedAt: ctx.now().toISOString(),
  };
}

async function look(step: Step, stepCtx: StepCtx): Promise<Seen> {
  try {
    const left: Leftover[] = (await step.leftBehind?.(stepCtx)) ?? [];
    const items = left.map(({ thing, name, place = null, note = null }) => {
      return { step: step.name, thing, name, place, note };
    });
    return { items, unknown: [] };
  } catch (error) {
    return { items: [], unknown: [{ step: step.name, message: toJobError(error).message }] };
  }
}

/** What a step looks with: it reads, and tells nobody of it. */
async function leftoverCtx(
  { db, engine, log }: Ctx,
  jobId: string,
  definition: AnyJob<Tools> | undefined,
): Promise<StepCtx> {
  const { params, steps } = await db.job.findUniqueOrThrow({
    where: { id: jobId },
    select: { params: true, steps: { select: { name: true, output: true } } },
  });
  const patience = AbortSignal.timeout(patienceMs);
  return {
    ...{ jobId, db, engine, log },
    params: definition?.params.parse(params),
    outputs: Object.fromEntries(steps.map(({ name, output }) => [name, (output ?? undefined) as Json])),
    ...{ signal: patience, lease: patience },
    secret: async () => null,
    note: async () => undefined,
  };
}
