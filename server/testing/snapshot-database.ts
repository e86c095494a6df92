import { type Db, Prisma } from '#server/db.ts';

type Row = Record<string, unknown>;
export type DatabaseSnapshot = { rows: Record<string, Row[]>; liveJobs: number };

/** The records of what was done, and what belongs to no tenant and changes by itself. */
const records = [
  'VaultEvent',
  'DeploymentLine',
  ...['Job', 'JobStep', 'AuditEntry', 'UsageSample', 'Worker', 'IdempotencyKey'],
  ...['RateLimit', 'Session', '_prisma_migrations'],
];
/** They say when a row was touched, not what it says; or what nobody can compare. */
const touchTimes = [
  'createdAt',
  'updatedAt',
  'seenAt',
  'openedAt',
  'lockedAt',
  'tidiedAt',
  'heldUntil',
  'headerSavedAt',
  'wrappedAt',
];
const secrets = ['ciphertext', 'header', 'keyFingerprint', 'text', 'signature'];

/** Every row of every table. Of times only whether there is one. */
export async function snapshotDatabase(db: Db): Promise<DatabaseSnapshot> {
  const tables = await db.$queryRaw<{ name: string }[]>`
    SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`;
  const rows: DatabaseSnapshot['rows'] = {};
  for (const { name } of tables.filter((table) => !records.includes(table.name))) {
    const found = await db.$queryRaw<{ row: Row }[]>`
      SELECT to_jsonb(t) AS row FROM ${Prisma.raw(`"${name}"`)} t ORDER BY to_jsonb(t)::text`;
    if (found.length > 0)
      rows[name] = found.map(({ row }) => withoutTimes(name === 'Image' ? withoutBytes(row) : row));
  }
  const live = { state: { notIn: ['done', 'failed', 'cancelled'] } };
  return { rows, liveJobs: await db.job.count({ where: live }) };
}

/** What a customer has made has its id in it: the same one again is another to the engine. */
function withoutBytes(row: Row): Row {
  const { tenantId, fingerprint, sizeBytes } = row;
  if (tenantId === null || fingerprint === null) return row;
  return { ...row, fingerprint: '<fingerprint>', sizeBytes: Number(sizeBytes) > 0 ? '<size>' : 0 };
}

function withoutTimes(row: Row): Row {
  const kept = Object.entries(row).filter(([column]) => !touchTimes.includes(column));
  return Object.fromEntries(kept.map(([column, value]) => [column, plain(column, value)]));
}

function plain(column: string, value: unknown): unknown {
  // How many versions there were before is not what a job is asked about.
  if (column === 'number') return '<number>';
  if (column === 'workload' && isRow(value)) return { ...value, number: '<number>' };
  if (isTime(value)) return '<time>';
  return secrets.includes(column) && value !== null ? '<secret>' : value;
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null;
}

function isTime(value: unknown): boolean {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value);
}
