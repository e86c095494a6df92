import { readdirSync } from 'node:fs';
import path from 'node:path';
import { runBin } from '../lib/node-bin.mjs';
import { withPg } from '../lib/pg-client.mjs';
import { StepError } from '../lib/step-error.mjs';

/** `prisma migrate deploy`, when the database lacks a migration. */
export const migrate = {
  name: 'migrations',
  async run(ctx) {
    const wanted = listMigrations(ctx);
    const { applied, interrupted } = await readMigrations(ctx.databaseUrl);
    const missing = wanted.filter((name) => !applied.includes(name));
    if (!missing.length) return `migrations (${wanted.length} applied)`;
    for (const name of interrupted) await prismaMigrate(ctx, ['resolve', '--rolled-back', name]);
    await prismaMigrate(ctx, ['deploy']);
    return `migrations: ${missing.length} applied`;
  },
};

/** The names of the migrations of this version. */
export function listMigrations({ root }) {
  return readdirSync(path.join(root, 'prisma/migrations'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}

/**
 * A migration that began, did not end and left no error was cut short with the process that ran it. Each runs in
 * one transaction, so nothing of it is there and it can run again. One with an error is for a person to look at.
 */
async function readMigrations(url) {
  try {
    const { rows } = await withPg(url, (client) =>
      client.query(
        'SELECT migration_name AS name, finished_at AS ended, logs FROM _prisma_migrations WHERE rolled_back_at IS NULL',
      ),
    );
    return {
      applied: rows.filter(({ ended }) => ended).map(({ name }) => name),
      interrupted: rows.filter(({ ended, logs }) => !ended && !logs).map(({ name }) => name),
    };
  } catch (error) {
    if (error.code === '42P01') return { applied: [], interrupted: [] }; // an empty database
    throw error;
  }
}

async function prismaMigrate(ctx, args) {
  try {
    await runBin(ctx, 'prisma/build/index.js', ['migrate', ...args], {
      env: { DATABASE_URL: ctx.databaseUrl },
    });
  } catch (cause) {
    throw migrationError(cause.output ?? cause.message, cause);
  }
}

/** Prisma's codes → what an operator can do. */
export function migrationError(said, cause) {
  const code = /P\d{4}/.exec(said)?.[0];
  if (code === 'P3009') {
    return new StepError(
      'an earlier migration failed half-way',
      'after mending the database: npx prisma migrate resolve --applied NAME (or --rolled-back NAME), with DATABASE_URL set',
      { cause },
    );
  }
  if (code === 'P3005') {
    return new StepError(
      "the database holds tables that are not Berth's",
      'give Berth a database of its own: DATABASE_URL=postgresql://…/berth',
      { cause },
    );
  }
  const why = /ERROR: (.+)/.exec(said)?.[1] ?? /^Error: (.+)/m.exec(said)?.[1] ?? said.trim();
  return new StepError(
    `the migrations failed: ${why}`,
    'restore the backup or mend the database, then run again',
    {
      cause,
    },
  );
}
