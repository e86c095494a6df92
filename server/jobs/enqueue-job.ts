import { randomUUID } from 'node:crypto';
import { Prisma, type Tx, uniqueViolation } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { changeChannel, changeText } from '#server/events/notify-change.ts';
import { seal } from '#server/secrets/seal.ts';
import type { AnyJob, JobDefinition } from './define-job.ts';
import { jobChannel } from './job-channel.ts';

export type EnqueueInput<Params> = {
  params: Params;
  /** The name of the thing, for people. */
  subject: string;
  /** `instance:<id>`, `tenant:<id>`, …: at most one live job each. */
  subjectKey: string;
  tenantId?: string | null;
  instanceId?: string | null;
  actorId: string | null;
  actorName: string;
  /** Sealed beside the job, gone when it ends. */
  secret?: string;
  /** Not before so long, or `beginHeldJob`: whoever asks for it has a part of their own to do first. */
  holdSeconds?: number | undefined;
  /** Of the click or call behind it, for logs and traces. */
  requestId?: string | undefined;
  traceparent?: string | undefined;
};

/**
 * Writes a job with its steps, tells the pages of it and of its instance, and hands it to the worker, inside the
 * caller's transaction: either both the caller's rows and the job come to be, or neither. Throws `busy` when the subject has a live job.
 */
export async function enqueueJob<Params, Tools>(
  tx: Tx,
  definition: JobDefinition<Params, Tools>,
  input: EnqueueInput<Params>,
): Promise<string> {
  const id = randomUUID();
  await insertJob(tx, id, definition, input);
  if (input.secret !== undefined) {
    await tx.jobSecret.create({ data: { jobId: id, ciphertext: seal(input.secret, id) } });
  }
  return id;
}

async function insertJob<Params>(
  tx: Tx,
  id: string,
  definition: AnyJob<never> | JobDefinition<Params, never>,
  input: EnqueueInput<Params>,
): Promise<void> {
  const { tenantId = null, instanceId = null, subject, subjectKey, actorId, actorName } = input;
  const { requestId = null, traceparent = null, holdSeconds = 0 } = input;
  const { kind, version } = definition;
  const params = JSON.stringify(definition.params.parse(input.params));
  const steps = definition.steps.map((step) => step.name);
  const changes = [changeText({ topic: 'job', id, tenantId })];
  if (instanceId) changes.push(changeText({ topic: 'instance', id: instanceId, tenantId }));
  try {
    // One statement: it runs while the caller holds what it changes.
    const [live] = await tx.$queryRaw<{ kind: string | null; subject: string }[]>`
      WITH live AS (
        SELECT "kind", "subject" FROM "Job"
        WHERE "subjectKey" = ${subjectKey} AND "state" IN ('queued', 'running', 'undoing', 'stuck') LIMIT 1
      ), job AS (
        INSERT INTO "Job" ("id", "kind", "version", "tenantId", "instanceId", "subject", "subjectKey",
          "actorId", "actorName", "params", "requestId", "traceparent", "turn", "runAt")
        SELECT ${id}::uuid, ${kind}, ${version}::int, ${tenantId}::uuid, ${instanceId}::uuid, ${subject},
          ${subjectKey}, ${actorId}::uuid, ${actorName}, ${params}::jsonb, ${requestId}, ${traceparent},
          ${nextTurn(tenantId)}, now() + make_interval(secs => ${holdSeconds}::float8)
        WHERE NOT EXISTS (SELECT FROM live) RETURNING "id"
      ), steps AS (
        INSERT INTO "JobStep" ("jobId", "position", "name")
        SELECT job."id", "position" - 1, "name"
        FROM job, unnest(${steps}::text[]) WITH ORDINALITY AS step("name", "position")
      )
      SELECT live."kind", live."subject",
        pg_notify(${jobChannel}, '')::text, pg_notify(${changeChannel}, change)::text
      FROM unnest(${changes}::text[]) AS change LEFT JOIN live ON true`;
    // What was told is only sent when the transaction ends well.
    if (live?.kind) throw new AppError('busy', 'busy', { kind: live.kind, subject: live.subject });
  } catch (error) {
    // Two at the same moment: both saw no live job, the index lets one through.
    if (uniqueViolation(error) !== 'Job_one_live_key') throw error;
    throw new AppError('busy', 'busy', { subject, kind }, { cause: error });
  }
}

/**
 * Tenants take turns: a tenant's next job stands one turn after its last, but not before the turn that is up. Those
 * turns are odd; the job of a tenant that has none under way gets the even one before them, and with it the next
 * free place. So no flood holds up a single click, and several floods share what is left.
 */
function nextTurn(tenantId: string | null): Prisma.Sql {
  return Prisma.sql`(
    SELECT CASE WHEN own."last" IS NULL THEN head."turn" - head."turn" % 2
      ELSE GREATEST(head."turn", own."last" + 1 + own."last" % 2) END
    FROM (SELECT COALESCE(MIN("turn"), 0) AS "turn" FROM "Job"
        WHERE "claimedBy" IS NULL AND "state" IN ('queued', 'running', 'undoing')) head,
      (SELECT MAX("turn") AS "last" FROM "Job"
        WHERE "tenantId" = ${tenantId}::uuid AND "state" IN ('queued', 'running', 'undoing')) own)`;
}
