import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase } from '#server/db.ts';
import { createTestDatabase } from '#server/testing/test-database.ts';
import { settings } from './settings.mjs';

let database;
let home;

beforeEach(async () => {
  database = await createTestDatabase();
  home = mkdtempSync(path.join(tmpdir(), 'berth-test-settings-'));
});
afterEach(async () => {
  rmSync(home, { recursive: true });
  await database.drop();
});

/** A machine on which nothing of Berth has run yet. */
function freshMachine() {
  const config = {};
  const save = (part) => Object.assign(config, part);
  return { env: {}, config, home, databaseUrl: database.url, save };
}

test('the first start makes the master key, and a later one keeps it', async () => {
  const ctx = freshMachine();
  await settings.run(ctx);
  const key = readFileSync(path.join(home, 'master.key'));
  expect(key).toHaveLength(32);
  await settings.run(ctx);
  expect(readFileSync(path.join(home, 'master.key'))).toEqual(key);
  rmSync(path.join(home, 'master.key'));
  await expect(settings.run(ctx)).rejects.toThrow(/master\.key is gone/);
});

test('with the database of a panel that has a key none is made: it would open nothing, and break vaults', async () => {
  const db = openDatabase(database.url, 1);
  await db.user.create({ data: { email: 'ada@example.com', name: 'Ada' } });
  await db.$disconnect();
  await expect(settings.run(freshMachine())).rejects.toThrow(/the database is of a panel that has one/);
  expect(existsSync(path.join(home, 'master.key'))).toBe(false);
});
