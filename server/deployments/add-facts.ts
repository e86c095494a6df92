import type { Tx } from '#server/db.ts';

/** Writes down what was found out of a version, beside what is known of it already. */
export async function addFacts(db: Tx, deploymentId: string, facts: Record<string, unknown>): Promise<void> {
  await db.$executeRaw`
    UPDATE "Deployment" SET "facts" = COALESCE("facts", '{}'::jsonb) || ${JSON.stringify(facts)}::jsonb
    WHERE "id" = ${deploymentId}::uuid`;
}
