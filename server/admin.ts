import { email } from '#server/auth/schema.ts';
import { openDatabase } from '#server/db.ts';
import { env } from '#server/env.ts';
import { announceAdmin } from '#server/setup/announce-admin.ts';
import { makeOperator } from '#server/setup/make-operator.ts';

/** `npm run admin -- someone@example.com`: a new one-time password for an admin, old or new. */
async function main(): Promise<void> {
  const address = email.safeParse(process.argv[2]);
  if (!address.success) throw new Error('say whom: npm run admin -- someone@example.com');
  const db = openDatabase(env().DATABASE_URL, 1);
  try {
    await makeOperator(db, { email: address.data, announce: announceAdmin });
  } finally {
    await db.$disconnect();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`No admin was made: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
