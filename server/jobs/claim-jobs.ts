import type { Db } from '#server/db.ts';
import type { Json } from './define-job.ts';

type ClaimInput = {
  workerId: string;
  leaseSeconds: number;
  /** At most so many. */
  limit: number;
  /** `kind:version` of every list of steps that the worker has; other jobs wait for one that has theirs. */
  known: readonly string[];
  /** What this worker is at already: its claims may have run out while the database was away. */
  except?: readonly string[];
  /** Only this one. */
  jobId?: string;
};

export type ClaimedJob = {
  id: string;
  kind: string;
  version: number;
  state: string;
  tenantId: string | null;
  instanceId: string | null;
  requestId: string | null;
  traceparent: string | null;
  startedAt: Date;
  cancelRequestedAt: Date | null;
  params: unknown;
  errorReason: string | null;
  errorDetails: unknown;
  errorForOperators: string | null;
  /** In their order. */
  steps: { name: string; state: string; attempts: number; undoAttempts: number; output: Json | null }[];
};

/**
 * Takes jobs that wait, for `leaseSeconds`, by turn. No two workers get the same one; a worker that died loses its jobs when their leases run out.
 */
export async function claimJobs(db: Db, input: ClaimInput): Promise<ClaimedJob[]> {
  const { workerId, leaseSeconds, limit, jobId = null } = input;
  const except = [...(input.except ?? [])];
  const known = [...input.known];
  return db.$queryRaw<ClaimedJob[]>`
    UPDATE "Job" SET
      "claimedBy" = ${workerId},
      "claimedUntil" = now() + make_interval(secs => ${leaseSeconds}::float8),
      "startedAt" = COALESCE("startedAt", now()),
      "state" = CASE "state" WHEN 'queued' THEN 'running' ELSE "state" END
    WHERE "id" IN (
      SELECT "id" FROM "Job"
      WHERE "state" IN ('queued', 'running', 'undoing')
        AND "runAt" <= now()
        AND ("claimedUntil" IS NULL OR "claimedUntil" < now())
        AND "id" <> ALL(${except}::uuid[])
        AND "kind" || ':' || "version" = ANY(${known}::text[])
        AND (${jobId}::uuid IS NULL OR "id" = ${jobId}::uuid)
      ORDER BY "turn", "createdAt"
      LIMIT ${limit}
      FOR UPDATE SKIP LOCKED)
    RETURNING "id", "kind", "version", "state", "tenantId", "instanceId", "requestId", "traceparent",
      "startedAt", "cancelRequestedAt", "params", "errorReason", "errorDetails", "errorForOperators",
      COALESCE((SELECT json_agg(json_build_object('name', "name", 'state', "state", 'attempts', "attempts",
          'undoAttempts', "undoAttempts", 'output', "output") ORDER BY "position")
        FROM "JobStep" WHERE "jobId" = "Job"."id"), '[]') AS "steps"`;
}
