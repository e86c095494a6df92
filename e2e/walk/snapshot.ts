import type { Db } from '#server/db.ts';

const ofTenant: Record<string, string> = {
  Tenant: 'id = $1',
  Member: '"tenantId" = $1',
  Invitation: '"tenantId" = $1',
  Network: '"tenantId" = $1',
  Instance: '"tenantId" = $1',
  Deployment: '"instanceId" IN (SELECT id FROM "Instance" WHERE "tenantId" = $1)',
  DeploymentLine: `"deploymentId" IN (SELECT d.id FROM "Deployment" d JOIN "Instance" i ON i.id = d."instanceId"
    WHERE i."tenantId" = $1)`,
  SshKey: '"tenantId" = $1',
  RegistryLogin: '"tenantId" = $1',
  Upload: '"tenantId" = $1',
  InstanceSshKey: '"instanceId" IN (SELECT id FROM "Instance" WHERE "tenantId" = $1)',
  ApiToken: '"tenantId" = $1',
  Job: '"tenantId" = $1',
  JobStep: '"jobId" IN (SELECT id FROM "Job" WHERE "tenantId" = $1)',
  JobSecret: '"jobId" IN (SELECT id FROM "Job" WHERE "tenantId" = $1)',
  IdempotencyKey: `"actorKey" LIKE '%/' || $1`,
  // What a loop has found and put right by itself, nobody's call did.
  Finding: '"tenantId" = $1 AND "actorName" IS NOT NULL',
  Iso: '"tenantId" = $1',
  IsoAttachment: '"isoId" IN (SELECT id FROM "Iso" WHERE "tenantId" = $1)',
  Vault: '"tenantId" = $1',
  VaultKey: '"vaultId" IN (SELECT id FROM "Vault" WHERE "tenantId" = $1)',
  VaultEvent: '"vaultId" IN (SELECT id FROM "Vault" WHERE "tenantId" = $1)',
  ShredReceipt: '"tenantId" = $1',
  ReceiptReader: '"receiptId" IN (SELECT id FROM "ShredReceipt" WHERE "tenantId" = $1)',
  AuditEntry: '"tenantId" = $1',
  User: 'id IN (SELECT "userId" FROM "Member" WHERE "tenantId" = $1)',
  Session: '"userId" IN (SELECT "userId" FROM "Member" WHERE "tenantId" = $1)',
};
/** Every account of these tests brings a plan set of its own, and other accounts come and go meanwhile. */
const ownSet = `"name" NOT LIKE 'e2e-%' OR "name" = (SELECT slug FROM "Tenant" WHERE id = $1)`;
const ofProvider: Record<string, string> = {
  // One that is just being made is in no set yet.
  Plan: `slug NOT LIKE 'e2e-%' AND id NOT IN (SELECT "planId" FROM "PlanSetPlan") OR id IN (SELECT "planId" FROM "PlanSetPlan" WHERE
    "planSetId" IN (SELECT id FROM "PlanSet" WHERE ${ownSet}))`,
  PlanSet: ownSet,
  PlanSetPlan: `"planSetId" IN (SELECT id FROM "PlanSet" WHERE ${ownSet})`,
  Settings: 'true',
  Image: 'true',
};
/** What changes by itself while nobody does anything, with the reason. */
const restless: Record<string, string> = {
  Node: 'a loop writes what it has',
  UsageSample: 'a loop measures what runs',
  TrafficMonth: 'a loop measures what runs',
  Worker: 'a worker renews it while it lives',
  KindSpeed: 'a benchmark alone writes it, with the database at hand',
  RateLimit: 'counts tries',
  _prisma_migrations: 'the record of the migrations',
};

/** Everything of a tenant and of the provider that somebody else must not change, as text to compare. */
export async function snapshot(db: Db, tenantId: string): Promise<Record<string, string>> {
  const state: Record<string, string> = {};
  for (const [table, where] of Object.entries({ ...ofTenant, ...ofProvider })) {
    state[table] = await rows(
      db,
      `SELECT t FROM "${table}" t WHERE ${where.replaceAll('$1', `'${tenantId}'`)}`,
    );
  }
  return state;
}

/** Tables that nobody has said of whether they are compared. */
export async function forgottenTables(db: Db): Promise<string[]> {
  const tables = await db.$queryRaw<{ name: string }[]>`
    SELECT table_name AS name FROM information_schema.tables
    WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`;
  const known = [...Object.keys(ofTenant), ...Object.keys(ofProvider), ...Object.keys(restless)];
  return tables.map(({ name }) => name).filter((name) => !known.includes(name));
}

async function rows(db: Db, query: string): Promise<string> {
  const [row] = await db.$queryRawUnsafe<{ text: string | null }[]>(
    `SELECT string_agg(t::text, E'\\n' ORDER BY t::text) AS text FROM (${query}) q`,
  );
  return row?.text ?? '';
}
