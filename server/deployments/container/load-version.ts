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

/** What a version is set to, without what is secret of it. Throws `not-found` when its instance has gone. */
export async function loadSettings(db: Db, id: string): Promise<ContainerSettings> {
  const row = await db.deployment.findUnique({ where: { id }, select: { settings: true } });
  if (!row) throw new AppError('not-found', 'not-found');
  return containerSettings.parse(row.settings);
}

/** The same with what is secret of it, for running it. */
export async function loadVersion(db: Db, id: string): Promise<Version> {
  const row = await db.deployment.findUnique({
    where: { id },
    select: { settings: true, secrets: true, digest: true },
  });
  if (!row) throw new AppError('not-found', 'not-found');
  const { settings, secrets, digest } = row;
  return { settings: containerSettings.parse(settings), secrets: unsealSecrets(id, secrets), digest };
}
