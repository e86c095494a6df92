import type { Db, Prisma } from '#server/db.ts';
import { notifyChange } from '#server/events/notify-change.ts';
import type { Engine } from '#server/incus/engine.ts';
import { listImages } from '#server/incus/images.ts';
import { recordMended } from '#server/reconcile/record-mended.ts';
import { type ImageFacts, toImageFacts } from './to-image-facts.ts';

type Input = {
  db: Db;
  engine: Engine;
  /** Whose images; the engine's default project, which all others use, unless said. */
  project?: string;
  signal?: AbortSignal;
};

/**
 * Brings the rows of the images to what the engine has. New ones of the provider are enabled; ones
 * that went are marked; what an operator has changed (name, user, disk, enabled) stays. Says whether any was new
 * or changed.
 */
export async function syncImages({ db, engine, project, signal }: Input): Promise<boolean> {
  const images = await listImages(engine, { project }, { signal });
  const found = images.flatMap(toImageFacts);
  let hasChanged = false;
  for (const facts of found) if (await saveImage(db, facts)) hasChanged = true;
  const aliases = images.flatMap((image) => image.aliases);
  const onEngine = { origin: { not: 'registry' } };
  await setPresent(db, { ...onEngine, isPresent: true, alias: { notIn: aliases } }, false);
  // One of the provider's has been seen to above.
  const isBack = { tenantId: { not: null }, isPresent: false, state: 'ready', alias: { in: aliases } };
  await setPresent(db, { ...onEngine, ...isBack }, true);
  return hasChanged;
}

async function setPresent(db: Db, where: Prisma.ImageWhereInput, isPresent: boolean): Promise<void> {
  for (const { id, tenantId } of await db.image.findMany({ where, select: { id: true, tenantId: true } })) {
    await db.image.update({ where: { id }, data: { isPresent } });
    await notifyChange(db, { topic: 'image', id, tenantId });
  }
}

async function saveImage(db: Db, facts: ImageFacts): Promise<boolean> {
  const { alias, fingerprint, os, release, sizeBytes, hasCloudInit } = facts;
  const before = await db.image.findUnique({ where: { alias } });
  const isSame = before?.fingerprint === fingerprint;
  if (before?.isPresent && isSame && before.hasCloudInit === hasCloudInit) return false;
  const cold = isSame && before?.isPresent ? {} : { warmPlaces: 0, warmError: null };
  const seen = { fingerprint, os, release, sizeBytes, hasCloudInit, isPresent: true, ...cold };
  const { id } = await db.image.upsert({
    where: { alias },
    create: { ...facts, isPresent: true },
    update: seen,
    select: { id: true },
  });
  await notifyChange(db, { topic: 'image', id, tenantId: null });
  if (before?.isPresent && before.fingerprint && !isSame)
    await recordChange(db, id, before.fingerprint, facts);
  return true;
}

/** Another image under the same name: what is created from now on is made of that. */
async function recordChange(db: Db, id: string, former: string, { name, fingerprint }: ImageFacts) {
  await recordMended(db, {
    kind: 'image-changed',
    subjectKey: `image:${id}`,
    subject: name,
    tenantId: null,
    details: { changes: [{ what: 'fingerprint', is: former, wanted: fingerprint }] },
    outcome: 'taken-over',
  });
}
