import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Client } from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { migrate } from '../../steps/migrate.mjs';
import { withDatabase, withPg } from '../pg-client.mjs';
import { pendingMigrations } from './pending-migrations.mjs';
import { rehearse } from './rehearse.mjs';

const root = path.join(import.meta.dirname, '../../..');
const name = `berth_test_${process.pid}_${randomBytes(4).toString('hex')}`;
const server = process.env.DATABASE_URL ?? '';
const databaseUrl = withDatabase(server, name);
let next: string;

beforeAll(async () => {
  await withPg(server, (client: Client) => client.query(`CREATE DATABASE ${name}`));
  await migrate.run({ root, databaseUrl });
  await withPg(databaseUrl, (client: Client) =>
    client.query(`INSERT INTO "Settings" ("id", "installationName") VALUES (1, 'Harbour')`),
  );
  next = mkdtempSync(path.join(tmpdir(), 'berth-next-'));
  for (const each of ['node_modules', 'scripts', 'package.json']) {
    symlinkSync(path.join(root, each), path.join(next, each));
  }
  for (const each of ['prisma', 'prisma.config.ts']) {
    cpSync(path.join(root, each), path.join(next, each), { recursive: true });
  }
});
afterAll(async () => {
  await withPg(server, (client: Client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  if (next) rmSync(next, { recursive: true });
});

/** Another migration of the next version. */
function addMigration(migration: string, sql: string) {
  const folder = path.join(next, 'prisma/migrations', migration);
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'migration.sql'), sql);
}

afterEach(() => {
  for (const each of readdirSync(path.join(next, 'prisma/migrations')).filter((each) =>
    each.startsWith('209'),
  )) {
    rmSync(path.join(next, 'prisma/migrations', each), { recursive: true });
  }
});

async function query(sql: string) {
  return (await withPg(databaseUrl, (client: Client) => client.query(sql))).rows;
}

test('new migrations are run on a copy, with its rows; the database stays as it is', async () => {
  addMigration(
    '20991231000000_next',
    `ALTER TABLE "Settings" ADD COLUMN "next" TEXT; UPDATE "Settings" SET "installationName" = 'Other';`,
  );
  expect(await pendingMigrations(databaseUrl, next)).toEqual(['20991231000000_next']);
  expect(await rehearse({ databaseUrl }, { root: next, formerRoot: root })).toMatch(
    /rehearsed on a copy of \d+ rows/,
  );
  expect(await query('SELECT "installationName" AS name FROM "Settings"')).toEqual([{ name: 'Harbour' }]);
});

test('a migration that the rows do not allow fails beforehand, and leaves no copy', async () => {
  addMigration(
    '20991231000000_next',
    `ALTER TABLE "Settings" ADD CONSTRAINT "no" CHECK ("installationName" = 'x');`,
  );
  await expect(rehearse({ databaseUrl }, { root: next, formerRoot: root })).rejects.toThrow(
    /do not go through on a copy.*"no"/s,
  );
  expect(await query("SELECT datname FROM pg_database WHERE datname LIKE 'berth_rehearsal_%'")).toEqual([]);
  expect(await pendingMigrations(databaseUrl, next)).toEqual(['20991231000000_next']);
});

test('there is no way back, and none in between', async () => {
  addMigration('20991231000000_next', 'SELECT 1;');
  await migrate.run({ root: next, databaseUrl });
  await expect(pendingMigrations(databaseUrl, root)).rejects.toThrow(
    'does not know its migration 20991231000000_next',
  );
  addMigration('20981231000000_between', 'SELECT 1;');
  await expect(pendingMigrations(databaseUrl, next)).rejects.toThrow('20981231000000_between is older');
});
