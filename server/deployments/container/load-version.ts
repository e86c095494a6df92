import type { Db } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { type ContainerSettings, containerSettings } from '../container-schema.ts';
import { unsealSecrets } from '../secrets-of.ts';

export type Version = {
  settings: ContainerSettings;
  secrets: Record<string, string>;
  /** Known once it was fetched. */
  digest: string | null;
};

/** A version with what is secret of it. Throws `not-found` when its instance has gone. */
export async function loadVersion(db: Db, deploymentId: string): Promise<Version> {
  const row = await db.deployment.findUnique({ where: { id: deploymentId } });
  if (!row) throw new AppError('not-found', 'not-found');
  const settings = containerSettings.parse(row.settings);
  return { settings, secrets: unsealSecrets(row.id, row.secrets), digest: row.digest };
}
