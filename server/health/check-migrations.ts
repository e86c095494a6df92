import { type Db, Prisma } from '#server/db.ts';
import { onceAProcess } from '#server/once-a-process.ts';

const known = () => onceAProcess('migrations', () => ({ names: [] as readonly string[] }));

/** What this version was built for, said once at its start: the folder may be a newer version's later on. */
export function expectMigrations(names: readonly string[]): void {
  known().names = names;
}

/** Why the database does not fit this version, or undefined. Throws when it does not answer. */
export async function checkMigrations(db: Db): Promise<string | undefined> {
  const { names } = known();
  const missing = new Set(names);
  for (const name of await listApplied(db)) missing.delete(name);
  if (missing.size === 0) return undefined;
  return `${missing.size} of ${names.length} migrations are not applied: start the panel by npm start`;
}

async function listApplied(db: Db): Promise<string[]> {
  try {
    const rows = await db.$queryRaw<{ name: string }[]>`
      SELECT migration_name AS "name" FROM _prisma_migrations
      WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`;
    return rows.map((row) => row.name);
  } catch (error) {
    if (isMissingTable(error)) return [];
    throw error;
  }
}

function isMissingTable(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && /_prisma_migrations/.test(error.message);
}
