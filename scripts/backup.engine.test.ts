import { execFileSync, spawn } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Db, openDatabase } from '#server/db.ts';
import { setInstanceState } from '#server/incus/instance-state.ts';
import { deleteInstance } from '#server/incus/instances.ts';
import { finishOperation } from '#server/incus/operations.ts';
import { reconcileInstances } from '#server/instances/reconcile-instances.ts';
import { seal, unseal } from '#server/secrets/seal.ts';
import { makeEngineInstance } from '#server/testing/make-engine-instance.ts';
import { makeEngineTenant } from '#server/testing/make-engine-tenant.ts';
import { makeJob } from '#server/testing/make-job.ts';
import { makeUser } from '#server/testing/make-user.ts';
import { makeVault } from '#server/testing/make-vault.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { readySigningKey } from '#server/vaults/receipts/signing-key.ts';

const root = join(import.meta.dirname, '..');
/** What a restore settles, and what changes while the backup is taken. */
const settled = ['AuditEntry', 'Job', 'JobSecret', 'JobStep', 'RateLimit', 'Session', 'Worker'];

let opened: TestCtx;
let tenant: Awaited<ReturnType<typeof makeEngineTenant>>;
let place: string;
let file: string;
let recipient: string;
let kept: { id: string };
let gone: { id: string };
let live: { id: string };
let stuck: { id: string };
let sums: Record<string, string>;
let writes = 0;

beforeAll(async () => {
  place = mkdtempSync(join(tmpdir(), 'berth-backup-'));
  opened = await openTestCtx();
  const { ctx, url } = opened;
  await recordMigrations(ctx.db);
  tenant = await makeEngineTenant(ctx);
  kept = await makeEngineInstance(ctx, tenant, 'kept');
  gone = await makeEngineInstance(ctx, tenant, 'gone');
  const user = await makeUser(ctx.db);
  await ctx.db.session.create({
    data: { tokenHash: 'x', userId: user.id, expiresAt: new Date(Date.now() + 1e7) },
  });
  live = await makeJob(ctx.db, {
    state: 'running',
    claimedBy: 'w1',
    finishedAt: null,
    params: { a: [1, null, 'ё\n"\\'] },
  });
  stuck = await makeJob(ctx.db, { state: 'stuck' });
  await ctx.db.jobSecret.create({ data: { jobId: live.id, ciphertext: seal('gone with it', live.id) } });
  await ctx.db.jobSecret.create({ data: { jobId: stuck.id, ciphertext: seal('open sesame', stuck.id) } });

  await makeVault(ctx.db, { tenantId: tenant.id });
  await readySigningKey(ctx.db);

  writeFileSync(join(place, 'passphrase'), 'four harbour words here\n', { mode: 0o600 });
  writeFileSync(join(place, 'wrong'), 'four other words here\n', { mode: 0o600 });
  const made = await command('backup', ['--new-key', join(place, 'key')], {});
  recipient = /age1\w+/.exec(made.said)?.[0] ?? '';
  const home = join(place, 'former');
  mkdirSync(home);
  writeFileSync(
    join(home, 'config.json'),
    JSON.stringify({ pool: 'berth', databaseUrl: 'postgresql://former/x' }),
  );

  sums = await tableSums(url);
  const stop = keepWriting(ctx.db);
  const taken = await command('backup', ['--to', place], {
    DATABASE_URL: url,
    BERTH_HOME: home,
    BERTH_BACKUP_RECIPIENT: recipient,
  });
  writes = await stop();
  expect(taken.code, taken.said).toBe(0);
  file = join(place, readdirSync(place).find((name) => name.endsWith('.age')) ?? '');

  const ref = { project: tenant.project, name: 'gone' };
  await finishOperation(
    ctx.engine,
    await setInstanceState(ctx.engine, { ...ref, action: 'stop', force: true }),
  );
  await finishOperation(ctx.engine, await deleteInstance(ctx.engine, ref));
});
afterAll(async () => {
  try {
    await tenant?.remove();
  } finally {
    await opened?.close();
    if (place) rmSync(place, { recursive: true });
  }
});

/** Databases of tests are made by the migrations themselves; an installation's has Prisma's record of them too. */
async function recordMigrations(db: Db): Promise<void> {
  await db.$executeRaw`CREATE TABLE _prisma_migrations (
    id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
    migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
    started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`;
  const folder = join(root, 'prisma/migrations');
  for (const name of readdirSync(folder).filter((each) => /^\d+_/.test(each))) {
    const sum = createHash('sha256')
      .update(readFileSync(join(folder, name, 'migration.sql')))
      .digest('hex');
    await db.$executeRaw`INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, applied_steps_count)
      VALUES (${randomUUID()}, ${sum}, now(), ${name}, 1)`;
  }
}

type Env = Record<string, string>;

/** One of the commands, with nothing of this process's own settings. */
async function command(name: string, args: string[], env: Env): Promise<{ code: number; said: string }> {
  const { PATH = '', HOME = '/', BERTH_MASTER_KEY_FILE = '', BERTH_RECEIPTS_KEY_FILE = '' } = process.env;
  const base = name === 'backup' ? { BERTH_MASTER_KEY_FILE, BERTH_RECEIPTS_KEY_FILE } : {};
  const child = spawn(process.execPath, [join(root, `scripts/${name}.mjs`), ...args], {
    cwd: root,
    env: { PATH, HOME, BERTH_HOME: join(place, 'unused'), NODE_ENV: 'production', ...base, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)));
  const [code] = (await once(child, 'close')) as [number];
  return { code, said };
}

function restore(home: string, env: Env = {}, more: string[] = []) {
  const key = { BERTH_BACKUP_IDENTITY_FILE: join(place, 'key') };
  return command('restore', [env.FILE ?? file, ...more], { BERTH_HOME: home, ...key, ...env });
}

/** Pairs of rows in one transaction each: a backup that is not of one moment has one without the other. */
function keepWriting(db: Db): () => Promise<number> {
  let isOn = true;
  let count = 0;
  const writing = (async () => {
    for (; isOn; count++) {
      const key = `pair-${count}`;
      await db.$transaction([
        db.rateLimit.create({ data: { key, points: count } }),
        db.auditEntry.create({
          data: {
            action: 'test.pair',
            actorKind: 'system',
            actorName: 'test',
            targetKind: 'test',
            targetName: key,
          },
        }),
      ]);
    }
  })();
  return async () => {
    isOn = false;
    await writing;
    return count;
  };
}

async function tableSums(url: string): Promise<Record<string, string>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'",
    );
    const found: Record<string, string> = {};
    for (const { name } of rows.filter(({ name }) => !settled.includes(name))) {
      const sum = await client.query(
        `SELECT count(*) || ' ' || md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) AS sum FROM "${name}" t`,
      );
      found[name] = sum.rows[0].sum;
    }
    return found;
  } finally {
    await client.end();
  }
}

/** A database with nothing in it, as the restore wants it. */
async function emptyDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `berth_test_${process.pid}_${randomUUID().slice(0, 8)}`;
  const url = new URL(opened.url);
  const asAdmin = async (sql: string) => {
    const client = new pg.Client({ connectionString: opened.url });
    await client.connect();
    await client.query(sql);
    await client.end();
  };
  await asAdmin(`CREATE DATABASE ${name}`);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => asAdmin(`DROP DATABASE ${name} WITH (FORCE)`) };
}

/** What is in a home but logs. */
function filesOf(home: string): string[] {
  return readdirSync(home).filter((name) => name !== 'logs');
}

describe('restored into an empty place', () => {
  let empty: Awaited<ReturnType<typeof emptyDatabase>>;
  let db: Db;
  let home: string;
  let said: string;

  beforeAll(async () => {
    empty = await emptyDatabase();
    home = join(place, 'next');
    const result = await restore(home, { DATABASE_URL: empty.url });
    said = result.said;
    expect(result.code, result.said).toBe(0);
    db = openDatabase(empty.url, 4);
  });
  afterAll(async () => {
    await db?.$disconnect();
    await empty?.drop();
  });

  test('the rows are the same, as of one moment', async () => {
    expect(await tableSums(empty.url)).toEqual(sums);
    const pairs = await db.auditEntry.count({ where: { action: 'test.pair' } });
    expect(await db.rateLimit.count()).toBe(pairs);
    expect(pairs).toBeLessThan(writes);
    expect((await db.job.findUniqueOrThrow({ where: { id: live.id } })).params).toEqual({
      a: [1, null, 'ё\n"\\'],
    });
  });

  test('jobs that were alive and sessions have ended, a stuck job waits with its secret', async () => {
    const row = await db.job.findUniqueOrThrow({ where: { id: live.id }, include: { secret: true } });
    expect(row).toMatchObject({
      state: 'failed',
      errorReason: 'job-restored',
      claimedBy: null,
      secret: null,
    });
    expect(await db.session.count()).toBe(0);
    expect(said).toContain('1 jobs that were under way');
    expect(await db.auditEntry.count({ where: { action: 'panel.restore' } })).toBe(1);
    const { secret } = await db.job.findUniqueOrThrow({ where: { id: stuck.id }, include: { secret: true } });
    const key = readFileSync(join(home, 'master.key'));
    expect(key.equals(readFileSync(process.env.BERTH_MASTER_KEY_FILE ?? ''))).toBe(true);
    expect(unseal(secret?.ciphertext ?? new Uint8Array(), stuck.id)).toBe('open sesame');
    const receipts = join(home, 'receipts.key');
    const [restored, former] = [await readySigningKey(db, receipts), await readySigningKey(db)];
    expect(restored.publicKeyId).toBe(former.publicKeyId);
    expect(statSync(receipts).mode & 0o777).toBe(0o600);
  });

  test('the reconciler marks what changed since', async () => {
    await reconcileInstances({ db, engine: opened.ctx.engine });
    const state = async ({ id }: { id: string }) =>
      (await db.instance.findUniqueOrThrow({ where: { id } })).state;
    expect(await state(kept)).toBe('running');
    expect(await state(gone)).toBe('lost');
  });

  test('what is there is named and not touched', async () => {
    const before = await tableSums(empty.url);
    const key = readFileSync(join(home, 'config.json'), 'utf8');
    expect(JSON.parse(key)).toEqual({ pool: 'berth' });
    const again = await restore(home, { DATABASE_URL: empty.url });
    expect(again.code).toBe(1);
    expect(again.said).toMatch(
      /a panel is there already: .* has config.json, master.key, receipts.key; the database at .* has \d+ tables/,
    );
    expect(await tableSums(empty.url)).toEqual(before);
    expect(filesOf(home).sort()).toEqual(['config.json', 'master.key', 'receipts.key']);
  });

  test('--replace keeps the former aside', async () => {
    const marked = 'UPDATE "Settings" SET "installationName" = \'Former\'';
    await db.$executeRawUnsafe(marked);
    await db.$executeRaw`INSERT INTO "Settings" ("id", "installationName") VALUES (1, 'Former') ON CONFLICT DO NOTHING`;
    const replaced = await restore(home, { DATABASE_URL: empty.url }, ['--replace']);
    expect(replaced.code, replaced.said).toBe(0);
    expect(await tableSums(empty.url)).toEqual(sums);
    const aside = filesOf(home).find((name) => name.startsWith('before-')) ?? '';
    expect(readdirSync(join(home, aside)).sort()).toEqual(['config.json', 'master.key', 'receipts.key']);
    const schema = aside.replace('-', '_');
    const former = await db.$queryRawUnsafe<{ name: string }[]>(
      `SELECT "installationName" AS name FROM "${schema}"."Settings"`,
    );
    expect(former).toEqual([{ name: 'Former' }]);
  });
});

describe('nothing is changed by', () => {
  let home: string;
  beforeAll(() => {
    home = join(place, 'nothing');
  });

  async function refused(env: Env, reason: RegExp) {
    const { code, said } = await restore(home, env);
    expect(said).toMatch(reason);
    expect(said).not.toContain('    at ');
    expect(code).toBe(1);
    expect(filesOf(home)).toEqual([]);
  }

  test('a wrong key or passphrase', async () => {
    const others = await command('backup', ['--new-key', join(place, 'other')], {});
    expect(others.code).toBe(0);
    await refused({ BERTH_BACKUP_IDENTITY_FILE: join(place, 'other') }, /this key does not open the backup/);
    const locked = join(place, 'by-passphrase.age');
    const env = { DATABASE_URL: opened.url, BERTH_HOME: join(place, 'former') };
    const made = await command('backup', ['--to', locked], {
      ...env,
      BERTH_BACKUP_PASSPHRASE_FILE: join(place, 'passphrase'),
    });
    expect(made.code).toBe(0);
    const wrong = {
      FILE: locked,
      BERTH_BACKUP_IDENTITY_FILE: '',
      BERTH_BACKUP_PASSPHRASE_FILE: join(place, 'wrong'),
    };
    await refused(wrong, /this passphrase does not open the backup/);
    const right = { ...wrong, BERTH_BACKUP_PASSPHRASE_FILE: join(place, 'passphrase') };
    expect((await restore(home, right, ['--check'])).code).toBe(0);
    expect(filesOf(home)).toEqual([]);
  });

  test('a file that was cut short or has a flipped byte', async () => {
    const bytes = readFileSync(file);
    const damaged = join(place, 'damaged');
    for (const end of [10, 300, bytes.length - 20]) {
      writeFileSync(damaged, bytes.subarray(0, end));
      await refused({ FILE: damaged }, /damaged|no backup/);
    }
    for (const at of [60, Math.floor(bytes.length / 2), bytes.length - 5]) {
      const flipped = Buffer.from(bytes);
      flipped[at] = (flipped[at] ?? 0) ^ 1;
      writeFileSync(damaged, flipped);
      await refused({ FILE: damaged }, /damaged|no backup|does not open/);
    }
    await refused({ FILE: join(place, 'nowhere') }, /cannot read .*ENOENT/);
  });

  test('a disk that is full, at either end', async () => {
    const small = join(place, 'small');
    mkdirSync(small);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4k', 'tmpfs', small]);
    try {
      const env = {
        DATABASE_URL: opened.url,
        BERTH_HOME: join(place, 'former'),
        BERTH_BACKUP_RECIPIENT: recipient,
      };
      const full = await command('backup', ['--to', small], env);
      expect(full.said).toMatch(/no room for the backup/);
      expect(readdirSync(small)).toEqual([]);
      execFileSync('mount', ['-o', 'remount,size=20m', small]);
      const { code, said } = await restore(small); // the server's own programs do not even fit
      expect(said).toMatch(/the disk is full; everything is as it was before/);
      expect(code).toBe(1);
      const left = () => filesOf(small).filter((name) => !name.startsWith('postgres-'));
      expect(left()).toEqual([]);
      writeFileSync(join(small, 'config.json'), '{"pool":"former"}');
      expect(await restore(small, {}, ['--replace'])).toMatchObject({ code: 1 });
      expect(left()).toEqual(['config.json']); // put aside, and put back
      expect(readFileSync(join(small, 'config.json'), 'utf8')).toBe('{"pool":"former"}');
    } finally {
      execFileSync('umount', [small]);
    }
  });

  test('a backup of a later version', async () => {
    const later = join(place, 'later.age');
    const code = `import { writeBackup } from '${root}/scripts/lib/backup/write-backup.mjs';
      const manifest = { id: 'x', version: '99.0.0', takenAt: 'tomorrow', engine: null, migrations: [] };
      await writeBackup('${later}', { manifest, parts: [], lock: { recipients: ['${recipient}'] } });`;
    execFileSync(process.execPath, ['--input-type=module', '-e', code], { cwd: root });
    await refused({ FILE: later }, /the backup is of Berth 99\.0\.0, this is/);
  });
});
