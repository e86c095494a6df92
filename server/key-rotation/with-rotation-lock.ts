import pg from 'pg';

/** Any number that nothing else of ours locks by. */
const rotationLock = 7_220_351;

/**
 * One rotation at a time in an installation. The lock is the connection's: it ends with the process, however that
 * ends. Throws when another has it.
 */
export async function withRotationLock<Result>(url: string, work: () => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ isOurs: boolean }>('SELECT pg_try_advisory_lock($1) AS "isOurs"', [
      rotationLock,
    ]);
    if (!rows[0]?.isOurs) throw new Error('The master key is being rotated already by another process.');
    return await work();
  } finally {
    await client.end();
  }
}
