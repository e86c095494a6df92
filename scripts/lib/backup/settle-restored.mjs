/**
 * What must not simply go on after a restore, in one transaction and as often as it is asked:
 * - jobs that were alive end as failed. The engine has gone on since the backup; a reinstallation or a deletion
 *   that runs a second time would destroy what was made meanwhile. The reconcilers then look at their subjects.
 * - tenants that were being made or deleted are failed: the panel offers both again.
 * - sessions end: one that was ended since must not come alive. API tokens stay.
 * Gives the numbers.
 */
export async function settleRestored(client, manifest) {
  await client.query('BEGIN');
  try {
    const counts = {
      jobs: await count(client, endJobs),
      tenants: await count(client, failTenants),
      sessions: await count(client, 'DELETE FROM "Session"'),
      workers: await count(client, 'DELETE FROM "Worker"'),
    };
    const { rows } = await client.query(
      'SELECT count(*)::int AS tokens FROM "ApiToken" WHERE "revokedAt" IS NULL',
    );
    await client.query(audit, [
      JSON.stringify({ takenAt: manifest.takenAt, version: manifest.version, jobs: counts.jobs }),
      manifest.id,
    ]);
    await client.query('COMMENT ON TABLE _prisma_migrations IS NULL'); // the mark of an unfinished restore
    await client.query('COMMIT');
    return { ...counts, tokens: rows[0].tokens };
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  }
}

const endJobs = `
  WITH ended AS (UPDATE "Job" SET "state" = 'failed', "finishedAt" = now(), "claimedBy" = NULL, "claimedUntil" = NULL,
      "errorReason" = 'job-restored',
      "error" = 'The panel was restored from a backup while this was under way. See what is there now, then ask again.'
    WHERE "state" IN ('queued', 'running', 'undoing') RETURNING "id"),
  steps AS (UPDATE "JobStep" SET "state" = 'failed', "finishedAt" = now()
    WHERE "state" IN ('running', 'undoing') AND "jobId" IN (SELECT "id" FROM ended)),
  secrets AS (DELETE FROM "JobSecret" WHERE "jobId" IN (SELECT "id" FROM ended))
  SELECT "id" FROM ended`;

const failTenants = `UPDATE "Tenant" t SET "state" = 'failed' WHERE "state" IN ('creating', 'deleting')
  AND NOT EXISTS (SELECT 1 FROM "Job" j WHERE j."subjectKey" = 'tenant:' || t."id" AND j."state" = 'stuck')`;

const audit = `INSERT INTO "AuditEntry" ("id", "action", "actorKind", "actorName", "targetKind", "targetName", "details")
  SELECT gen_random_uuid(), 'panel.restore', 'system', 'system', 'panel', 'Berth', $1::jsonb || jsonb_build_object('backup', $2::text)
  WHERE NOT EXISTS (SELECT 1 FROM "AuditEntry" WHERE "action" = 'panel.restore' AND "details"->>'backup' = $2)`;

async function count(client, sql) {
  return (await client.query(sql)).rowCount;
}
