import { startEmbeddedPostgres } from '../lib/embedded-postgres.mjs';
import { withDatabase, withPg } from '../lib/pg-client.mjs';
import { StepError } from '../lib/step-error.mjs';

/** The database of DATABASE_URL, or else the embedded server with a database named berth. */
export const postgres = {
  name: 'postgres',
  async run(ctx) {
    const given = ctx.env.DATABASE_URL;
    if (given && !URL.canParse(given)) {
      throw new StepError(
        `DATABASE_URL is "${given}"`,
        'write it as postgresql://user:password@host:5432/berth',
      );
    }
    const url = given ?? (await embedded(ctx));
    ctx.databaseUrl = url;
    const version = await ensureDatabase(url);
    return `postgres ${version}${given ? ` at ${new URL(url).host}` : ' (embedded)'}`;
  },
};

async function embedded(ctx) {
  const { port, password } = await startEmbeddedPostgres({ home: ctx.home, port: ctx.config.postgres?.port });
  const url = `postgresql://berth:${password}@127.0.0.1:${port}/berth`;
  if (ctx.config.databaseUrl !== url) ctx.save({ postgres: { port }, databaseUrl: url });
  return url;
}

/** Connects, makes the database where it is missing, and gives the version of the server. */
async function ensureDatabase(url) {
  try {
    return await serverVersion(url);
  } catch (cause) {
    if (cause.code !== '3D000') throw unreachable(url, cause);
    await createDatabase(url);
    return serverVersion(url);
  }
}

async function serverVersion(url) {
  return withPg(url, async (client) => {
    const { rows } = await client.query('SHOW server_version');
    return rows[0].server_version.split(' ')[0];
  });
}

async function createDatabase(url) {
  const { pathname, username } = new URL(url);
  const name = decodeURIComponent(pathname.slice(1));
  try {
    await withPg(withDatabase(url, 'postgres'), (client) =>
      client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`),
    );
  } catch (cause) {
    if (cause.code === '42P04') return;
    throw new StepError(
      `database "${name}" does not exist and could not be made (${cause.message})`,
      `as an administrator of PostgreSQL: createdb -O ${username} ${name}`,
      { cause },
    );
  }
}

function unreachable(url, cause) {
  const { host, username } = new URL(url);
  const isDown = ['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'EHOSTUNREACH'].includes(cause.code);
  const what = isDown ? 'does not answer' : `does not let "${username}" in: ${cause.message}`;
  return new StepError(`PostgreSQL at ${host} ${what}`, 'check DATABASE_URL and the server behind it', {
    cause,
  });
}
