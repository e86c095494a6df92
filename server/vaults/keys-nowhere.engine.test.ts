import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startInstance } from '#server/instances/start-instance.ts';
import { createLogger, type Logger } from '#server/log.ts';
import { findInFiles } from '#server/testing/find-in-files.ts';
import {
  type Inside,
  newSecret,
  openVaultWorld,
  type VaultWorld,
  vaultFolder,
} from '#server/testing/open-vault-world.ts';
import { runOnShell } from '#server/testing/run-on-shell.ts';
import { changePassphrase } from './change-passphrase.ts';
import { closeVault } from './close-vault.ts';
import { growVault } from './grow-vault.ts';
import { withVaultKey } from './keys/with-vault-key.ts';
import { lookAtNodes } from './look-at-nodes.ts';
import { openVault } from './open-vault.ts';
import { setPassphrase } from './set-passphrase.ts';

const passphrase = newSecret();
const changed = newSecret();
const gib = 1024 ** 3;

let place: string;
let logFile: string;
let log: Logger;
let world: VaultWorld;
let web: Inside;
let vaultId: string;
let key: Buffer;
let beganAt: number;

beforeAll(async () => {
  beganAt = Date.now();
  place = await mkdtemp(join(tmpdir(), 'berth-test-log-'));
  logFile = join(place, 'log');
  log = createLogger('debug', pino.destination({ dest: logFile, sync: true }));
  world = await openVaultWorld({ log });
  web = await world.create('web', 'shared');
  vaultId = await world.vaultOf(web);
  // A copy, which only a test may take.
  key = await withVaultKey(world.ctx.db, { vaultId }, async (given) => Buffer.from(given));
});
afterAll(async () => {
  await world?.close();
  if (place) await rm(place, { recursive: true });
});

/** The key as anybody might have written it: raw, in hexadecimal, as a list of numbers, in base64 wherever it begins. */
function shapesOf(bytes: Buffer): Buffer[] {
  const inBase64 = [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64');
    return text.slice(shift === 0 ? 0 : 4, 40);
  });
  const texts = [
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    [...bytes].join(','),
    ...inBase64,
    ...inBase64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_')),
  ];
  return [bytes, ...texts.map((text) => Buffer.from(text))];
}

/** The tables in a row of which one of these is; bytes are shown in hexadecimal, so that is looked for too. */
async function tablesWith(needles: readonly Buffer[]): Promise<string[]> {
  const { db } = world.ctx;
  const shapes = needles.flatMap((each) => [each.toString('latin1'), each.toString('hex')]);
  // What is no text cannot be in a text.
  const wanted = shapes.filter((text) => /^[\x20-\x7e]+$/.test(text));
  const tables = await db.$queryRaw<{ name: string }[]>`
    SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`;
  const found: string[] = [];
  for (const { name } of tables) {
    const [row] = await db.$queryRawUnsafe<{ hits: bigint }[]>(
      `SELECT count(*) AS hits FROM "${name}" t
       WHERE EXISTS (SELECT 1 FROM unnest($1::text[]) n WHERE strpos(t::text, n) > 0)`,
      wanted,
    );
    if (row?.hits) found.push(name);
  }
  return found;
}

/** Command lines and environments of all processes, other than our own memory. */
async function processesWith(needles: readonly Buffer[]): Promise<string[]> {
  const found: string[] = [];
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    for (const part of ['cmdline', 'environ']) {
      const text = await readFile(`/proc/${pid}/${part}`).catch(() => Buffer.alloc(0));
      if (needles.some((needle) => text.includes(needle))) found.push(`${pid}/${part}`);
    }
  }
  return found;
}

/** What was written since the test began below a folder. */
async function freshFiles(folder: string): Promise<string[]> {
  const since = Math.floor(beganAt / 1000);
  const list = await runOnShell(`find ${folder} -type f -newermt @${since} 2>/dev/null || true`);
  return list.split('\n').filter(Boolean);
}

/** While something is done, all processes are looked at again and again. */
async function whileDoing(work: Promise<unknown>, needles: readonly Buffer[]): Promise<string[]> {
  let isDone = false;
  const end = () => {
    isDone = true;
  };
  work.then(end, end);
  const found: string[] = [];
  while (!isDone) found.push(...(await processesWith(needles)));
  await work;
  return found;
}

test('the searches find what is there', async () => {
  const row = await world.ctx.db.vaultKey.findUniqueOrThrow({ where: { vaultId } });
  expect(await tablesWith([Buffer.from(row.ciphertext)])).toEqual(['VaultKey']);
  expect(await tablesWith([Buffer.from('create-vault')])).toContain('Job');
  expect(await processesWith([Buffer.from(process.argv[0] ?? '')])).toContain(`${process.pid}/cmdline`);
  expect(await findInFiles([logFile], [Buffer.from('create-vault')])).toEqual([logFile]);
  const shifted = Buffer.concat([Buffer.from('ab'), key]).toString('base64');
  expect(shapesOf(key).some((shape) => shifted.includes(shape.toString('latin1')))).toBe(true);
});

test('while a vault is opened, used and locked, its key and its passphrase are nowhere', async () => {
  const { ctx } = world;
  const needles = [...shapesOf(key), Buffer.from(passphrase), Buffer.from(changed)];
  await growVault(ctx, { id: vaultId, sizeBytes: 8 * gib });
  expect(await whileDoing(world.run(), needles)).toEqual([]);
  await world.stop(web);
  await closeVault(ctx, { id: vaultId });
  await setPassphrase(ctx, { id: vaultId, passphrase });
  const wrong = openVault(ctx, { id: vaultId, passphrase: changed });
  await expect(wrong).rejects.toMatchObject({ reason: 'vault-passphrase-wrong' });
  expect(await whileDoing(openVault(ctx, { id: vaultId, passphrase }), needles)).toEqual([]);
  await changePassphrase(ctx, { id: vaultId, passphrase, newPassphrase: changed });
  await closeVault(ctx, { id: vaultId });
  await startInstance(ctx, { id: web.id, passphrase: changed });
  await world.run();
  await lookAtNodes(ctx);
  expect(await world.factsOf(vaultId)).toMatchObject({ state: 'open', keyStatus: 'present' });

  expect(await tablesWith(needles)).toEqual([]);
  expect(await processesWith(needles)).toEqual([]);
  const written = [
    ...(await freshFiles(tmpdir())),
    ...(await freshFiles(vaultFolder(vaultId))),
    ...(await freshFiles('/var/log')),
  ];
  expect(written).toContain(logFile);
  expect(await findInFiles(written, needles)).toEqual([]);
});
