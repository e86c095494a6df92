import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
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

test('only its owner may read the master key, however open files are made here, and no two machines have the same', async () => {
  const file = path.join(home, 'master.key');
  const former = process.umask(0);
  try {
    await settings.run(freshMachine());
  } finally {
    process.umask(former);
  }
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const key = readFileSync(file);
  rmSync(file);
  await settings.run(freshMachine());
  expect(readFileSync(file)).not.toEqual(key);
});

test('a key that is there is taken as it is, also where no start is remembered; what is no key is not replaced', async () => {
  const file = path.join(home, 'given.key');
  const given = { ...freshMachine(), env: { BERTH_MASTER_KEY_FILE: file } };
  for (const bytes of [randomBytes(32), randomBytes(31)]) {
    writeFileSync(file, bytes);
    const running = settings.run({ ...given, config: {} });
    await (bytes.length === 32 ? running : expect(running).rejects.toThrow(/neither 32 bytes/));
    expect(readFileSync(file)).toEqual(bytes);
  }
});

test('with the database of a panel that has a key none is made: it would open nothing, and break vaults', async () => {
  const db = openDatabase(database.url, 1);
  await db.user.create({ data: { email: 'ada@example.com', name: 'Ada' } });
  await db.$disconnect();
  await expect(settings.run(freshMachine())).rejects.toThrow(/the database is of a panel that has one/);
  expect(existsSync(path.join(home, 'master.key'))).toBe(false);
});
