import { type Db, Prisma } from '#server/db.ts';
import { changeChannel, changeText } from '#server/events/notify-change.ts';
import { Interrupted } from './interrupted.ts';
import type { JobRun, StepData, StepRun } from './job-run.ts';
import { LostClaim } from './lost-claim.ts';
import type { StepState } from './states.ts';

const restMs = 1000;

/**
 * Notes where a step stands, to be written together with what comes next: the start of the next step or the end of
 * the job. A worker that dies in between runs a step again that had ended, which gives the same end.
 */
export function keepStep<Tools>(
  run: JobRun<Tools>,
  step: StepRun<Tools>,
  state: StepState,
  data: StepData = {},
): void {
  step.state = state;
  run.unsaved.set(step.position, { ...run.unsaved.get(step.position), ...data, state });
}

/**
 * Writes where a step stands, with all that was kept, and tells the pages. Throws `LostClaim` when the job is another
 * worker's by now, and `Interrupted` when the database is away: that is no failure of the step.
 */
export async function saveStep<Tools>(
  run: JobRun<Tools>,
  step: StepRun<Tools>,
  state: StepState,
  data: StepData = {},
): Promise<void> {
  const kept = run.unsaved.get(step.position);
  keepStep(run, step, state, data);
  let count: number;
  try {
    count = await saveKept(run, run.tools.db);
  } catch (error) {
    // Nobody else would know why: what was not written did not happen.
    if (kept) run.unsaved.set(step.position, kept);
    else run.unsaved.delete(step.position);
    throw new Interrupted(`the step was not written: ${String(error)}`, restMs);
  }
  if (count === 0) throw new LostClaim(run.id);
}

/** Writes what was kept in one statement: steps are many, and jobs are to be quick. 0 when the job is not ours. */
export async function saveKept<Tools>(run: JobRun<Tools>, db: Db): Promise<number> {
  if (run.unsaved.size === 0) return 1;
  const change = changeText({ topic: 'job', id: run.id, tenantId: run.tenantId });
  const count = await db.$executeRaw`
    ${withKept(run)} SELECT pg_notify(${changeChannel}, ${change}) FROM own`;
  run.unsaved.clear();
  return count;
}

/** The beginning of a statement that writes what was kept; `own` is the job, if it is this worker's, and stays so. */
export function withKept<Tools>({ id, tools, unsaved }: JobRun<Tools>): Prisma.Sql {
  const own = Prisma.sql`own AS (
    SELECT "id" FROM "Job" WHERE "id" = ${id}::uuid AND "claimedBy" = ${tools.workerId} FOR NO KEY UPDATE)`;
  const updates = [...unsaved].map(
    ([position, data]) => Prisma.sql`${name(position)} AS (
    UPDATE "JobStep" SET ${Prisma.join(assignments(data))}
    FROM own WHERE "jobId" = own."id" AND "position" = ${position})`,
  );
  return Prisma.sql`WITH ${Prisma.join([own, ...updates])}`;
}

function name(position: number): Prisma.Sql {
  return Prisma.raw(`"step ${position}"`);
}

function assignments({ output, ...data }: StepData): Prisma.Sql[] {
  const changes = Object.entries(data).map(
    ([column, value]) => Prisma.sql`${Prisma.raw(`"${column}"`)} = ${value}`,
  );
  if (output !== undefined) changes.push(Prisma.sql`"output" = ${JSON.stringify(output)}::jsonb`);
  return changes;
}
