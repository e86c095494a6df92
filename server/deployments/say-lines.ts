import type { BerthStep } from '#server/tools.ts';
import type { DeployParams } from './deploy-step.ts';

type Step = Pick<BerthStep<DeployParams>, 'db' | 'params'>;

const longestLine = 2000;
/** A log of a fetch is some dozen lines; a broken one must not fill the database. */
const mostLines = 5000;

/** Appends lines to the log of the deployment; what cannot be shown is left out of them. */
export function sayer({ db, params: { deploymentId } }: Step): (lines: readonly string[]) => Promise<void> {
  return async (lines) => {
    if (lines.length === 0) return;
    const texts = lines.map((line) => line.replaceAll(/\p{Cc}/gu, ' ').slice(0, longestLine));
    await db.$executeRaw`
      INSERT INTO "DeploymentLine" ("deploymentId", "seq", "text")
      SELECT ${deploymentId}::uuid, last."seq" + line."position", line."text"
      FROM (SELECT COALESCE(MAX("seq"), -1)::int AS "seq" FROM "DeploymentLine"
          WHERE "deploymentId" = ${deploymentId}::uuid) last,
        unnest(${texts}::text[]) WITH ORDINALITY AS line("text", "position")
      WHERE last."seq" + line."position" < ${mostLines}
        AND EXISTS (SELECT FROM "Deployment" WHERE "id" = ${deploymentId}::uuid)`;
  };
}

/** A fetch that runs again tells everything again. */
export async function clearLines({ db, params: { deploymentId } }: Step): Promise<void> {
  await db.deploymentLine.deleteMany({ where: { deploymentId } });
}
