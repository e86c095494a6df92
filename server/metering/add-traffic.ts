import type { Tx } from '#server/db.ts';
import type { Reading } from './reading.ts';

/**
 * Adds what has flowed since the former reading to each instance's month. A counter that is smaller
 * than before has begun anew with the instance, so all of it is new. The first reading of a month goes
 * on from the last one of the former month; a reading older than the last one changes nothing.
 */
export async function addTraffic(tx: Tx, readings: readonly Reading[], at: Date): Promise<void> {
  if (readings.length === 0) return;
  const month = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 1));
  const ids = readings.map((reading) => reading.instanceId);
  const rx = readings.map((reading) => reading.rxBytes);
  const sent = readings.map((reading) => reading.txBytes);
  await tx.$executeRaw`
    WITH reading AS (
      SELECT * FROM unnest(${ids}::uuid[], ${rx}::bigint[], ${sent}::bigint[]) AS r("instanceId", rx, tx)
    ), flowed AS (
      SELECT r."instanceId", i."tenantId", r.rx, r.tx,
        CASE WHEN r.rx >= coalesce(last."lastRxBytes", 0) THEN r.rx - coalesce(last."lastRxBytes", 0) ELSE r.rx END AS "newRx",
        CASE WHEN r.tx >= coalesce(last."lastTxBytes", 0) THEN r.tx - coalesce(last."lastTxBytes", 0) ELSE r.tx END AS "newTx"
      FROM reading r JOIN "Instance" i ON i.id = r."instanceId"
      LEFT JOIN LATERAL (
        SELECT * FROM "TrafficMonth" t WHERE t."instanceId" = r."instanceId" ORDER BY t.month DESC LIMIT 1
      ) last ON true
      WHERE last."lastAt" IS NULL OR last."lastAt" < ${at}::timestamptz
    )
    INSERT INTO "TrafficMonth" ("instanceId", "tenantId", month, "rxBytes", "txBytes", "lastRxBytes", "lastTxBytes", "lastAt")
    SELECT "instanceId", "tenantId", ${month}::date, "newRx", "newTx", rx, tx, ${at}::timestamptz FROM flowed
    ON CONFLICT ("instanceId", month) DO UPDATE SET
      "rxBytes" = "TrafficMonth"."rxBytes" + EXCLUDED."rxBytes",
      "txBytes" = "TrafficMonth"."txBytes" + EXCLUDED."txBytes",
      "lastRxBytes" = EXCLUDED."lastRxBytes",
      "lastTxBytes" = EXCLUDED."lastTxBytes",
      "lastAt" = EXCLUDED."lastAt"`;
}
