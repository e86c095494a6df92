import { Prisma, type Tx } from '#server/db.ts';
import { type Claim, draftAbout, sealedAbout } from '#server/idempotency/claim.ts';
import { reseal } from '#server/secrets/seal.ts';
import { masterFileWrapper } from '#server/vaults/keys/master-file-wrapper.ts';
import { wipe } from '#server/vaults/keys/wipe.ts';

/** What became of one row. */
type Outcome = 'resealed' | 'unchanged' | 'unreadable';
export type Batch = { last: string; outcomes: Outcome[] };

/**
 * Every column that is under the master key, and how to bring rows under the present one: those after `after`, some
 * at a time, locked until the transaction ends, so that nobody's change between reading and writing is lost. A table
 * that seals something and is not here would be unreadable after a rotation; a test compares this with the schema.
 */
export const sealedTables = {
  'JobSecret.ciphertext': resealJobSecrets,
  'IdempotencyKey.answer': (tx, after, limit) => resealKeyed(tx, after, limit, 'answer', sealedAbout),
  'IdempotencyKey.draft': (tx, after, limit) => resealKeyed(tx, after, limit, 'draft', draftAbout),
  'VaultKey.ciphertext': rewrapVaultKeys,
  'RegistryLogin.password': (tx, after, limit) => resealById(tx, after, limit, 'RegistryLogin', 'password'),
  'Deployment.secrets': (tx, after, limit) => resealById(tx, after, limit, 'Deployment', 'secrets'),
} as const satisfies Record<string, (tx: Tx, after: string, limit: number) => Promise<Batch>>;

async function resealJobSecrets(tx: Tx, after: string, limit: number): Promise<Batch> {
  const rows = await tx.$queryRaw<{ id: string; sealed: Uint8Array }[]>`
    SELECT "jobId" AS "id", "ciphertext" AS "sealed" FROM "JobSecret"
    WHERE "jobId"::text > ${after} ORDER BY "jobId"::text LIMIT ${limit} FOR UPDATE`;
  return each(rows, ({ id, sealed }) =>
    resealInto(sealed, id, (ciphertext) =>
      tx.jobSecret.update({ where: { jobId: id }, data: { ciphertext } }),
    ),
  );
}

async function resealKeyed(
  tx: Tx,
  after: string,
  limit: number,
  column: 'answer' | 'draft',
  aboutOf: (claim: Pick<Claim, 'actorKey' | 'key'>) => string,
): Promise<Batch> {
  const [afterActor = '', afterKey = ''] = after === '' ? [] : (JSON.parse(after) as string[]);
  const rows = await tx.$queryRaw<{ actorKey: string; key: string; sealed: Uint8Array | null }[]>`
    SELECT "actorKey", "key", ${Prisma.raw(`"${column}"`)} AS "sealed" FROM "IdempotencyKey"
    WHERE ("actorKey", "key") > (${afterActor}, ${afterKey}) ORDER BY "actorKey", "key" LIMIT ${limit} FOR UPDATE`;
  const named = rows.map((row) => ({ ...row, id: JSON.stringify([row.actorKey, row.key]) }));
  return each(named, async ({ actorKey, key, sealed }) => {
    if (!sealed) return 'unchanged';
    const where = { actorKey_key: { actorKey, key } };
    return resealInto(sealed, aboutOf({ actorKey, key }), (next) =>
      tx.idempotencyKey.update({ where, data: { [column]: next } }),
    );
  });
}

/** Of rows that may have nothing sealed; what they have is about the row's own id. */
async function resealById(
  tx: Tx,
  after: string,
  limit: number,
  table: 'RegistryLogin' | 'Deployment',
  column: 'password' | 'secrets',
): Promise<Batch> {
  const [name, field] = [Prisma.raw(`"${table}"`), Prisma.raw(`"${column}"`)];
  const rows = await tx.$queryRaw<{ id: string; sealed: Uint8Array }[]>`
    SELECT "id"::text AS "id", ${field} AS "sealed" FROM ${name}
    WHERE "id"::text > ${after} AND ${field} IS NOT NULL ORDER BY "id"::text LIMIT ${limit} FOR UPDATE`;
  return each(rows, ({ id, sealed }) =>
    resealInto(
      sealed,
      id,
      (next) => tx.$executeRaw`UPDATE ${name} SET ${field} = ${next} WHERE "id" = ${id}::uuid`,
    ),
  );
}

/** No disk is touched: the vault's own key stays the same. One with a passphrase is under no key of ours. */
async function rewrapVaultKeys(tx: Tx, after: string, limit: number): Promise<Batch> {
  const { name } = masterFileWrapper;
  const rows = await tx.$queryRaw<
    { id: string; wrapper: string; wrapperVersion: string; ciphertext: Uint8Array<ArrayBuffer> }[]
  >`
    SELECT "vaultId" AS "id", "wrapper", "wrapperVersion", "ciphertext" FROM "VaultKey"
    WHERE "vaultId"::text > ${after} AND "wrapper" = ${name} ORDER BY "vaultId"::text LIMIT ${limit} FOR UPDATE`;
  return each(rows, async ({ id, ...wrapped }) => {
    const key = await masterFileWrapper.unwrap(id, wrapped).catch(() => undefined);
    if (!key) return 'unreadable';
    const next = await masterFileWrapper.wrap(id, key);
    wipe(key);
    if (next.wrapperVersion === wrapped.wrapperVersion) return 'unchanged';
    await tx.vaultKey.update({ where: { vaultId: id }, data: { ...next, wrappedAt: new Date() } });
    return 'resealed';
  });
}

async function each<Row extends { id: string }>(
  rows: readonly Row[],
  work: (row: Row) => Promise<Outcome>,
): Promise<Batch> {
  const outcomes: Outcome[] = [];
  for (const row of rows) outcomes.push(await work(row));
  return { last: rows.at(-1)?.id ?? '', outcomes };
}

async function resealInto(
  sealed: Uint8Array,
  about: string,
  save: (next: Uint8Array<ArrayBuffer>) => Promise<unknown>,
): Promise<Outcome> {
  const next = reseal(sealed, about);
  if (typeof next === 'string') return next;
  await save(next);
  return 'resealed';
}
