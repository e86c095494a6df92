import type { Db } from '#server/db.ts';
import { env } from '#server/env.ts';
import { notifyChange } from '#server/events/notify-change.ts';
import type { Engine } from '#server/incus/engine.ts';
import { isEngineError } from '#server/incus/engine-error.ts';
import { listImages } from '#server/incus/images.ts';
import { listKinds } from '#server/instances/list-kinds.ts';
import type { Logger } from '#server/log.ts';
import { type ImagePlace, listImagePlaces } from './list-image-places.ts';
import { removeWarmers } from './remove-warmers.ts';
import { shellPrefix } from './to-image-facts.ts';
import { unpackImage } from './unpack-image.ts';

type Input = {
  db: Db;
  engine: Engine;
  log: Logger;
  /** Whose images; the engine's default project, which all others use, unless said. */
  project?: string;
  /** Until when what could not be unpacked is left alone; kept by the caller between passes. */
  rests?: Map<string, number>;
  signal?: AbortSignal;
};

type Warmth = { warmPlaces: number; allPlaces: number; warmError: string | null };
type Unpackable = { alias: string; fingerprint: string; kind: string };
type ImageRow = { id: string } & Unpackable & Warmth;

const restMs = 600_000;
/** What is left then is for the next pass: a loop that ends no pass for long counts as stuck. */
const mostMs = 120_000;

/**
 * Unpacks every image of the provider's on offer, and the shells, in every pool before somebody asks for an instance of it: the first one would
 * otherwise wait seconds longer. Once for each image and place; the rows say how far it is.
 */
export async function warmImages({
  project = 'default',
  rests = new Map<string, number>(),
  ...tools
}: Input): Promise<void> {
  const { db, engine, signal } = tools;
  await removeWarmers({ engine, project, signal });
  const [images, shells] = await Promise.all([listOffered(db), listShells(engine, project, signal)]);
  if (images.length + shells.length === 0) return;
  const places = await listImagePlaces({ engine, pools: [env().BERTH_POOL], signal });
  const deadline = performance.now() + mostMs;
  const all = { ...tools, project, rests, deadline };
  for (const image of images) await warmImage(all, image, places);
  for (const shell of shells) await warmShell(all, shell, places);
}

async function listOffered(db: Db): Promise<ImageRow[]> {
  const kinds = (await listKinds(db)).filter(({ isSupported }) => isSupported).map(({ kind }) => kind);
  const rows = await db.image.findMany({
    // One that a customer has made is unpacked when they use it.
    where: { tenantId: null, isEnabled: true, isPresent: true, kind: { in: kinds } },
    select: {
      ...{ id: true, alias: true, fingerprint: true, kind: true },
      ...{ warmPlaces: true, allPlaces: true, warmError: true },
    },
    orderBy: [{ position: 'asc' }, { name: 'asc' }],
  });
  return rows.flatMap(({ fingerprint, ...row }) => (fingerprint === null ? [] : [{ ...row, fingerprint }]));
}

type Tools = Input & { project: string; rests: Map<string, number>; deadline: number };

async function warmImage(tools: Tools, image: ImageRow, places: readonly ImagePlace[]): Promise<void> {
  const cold = places.filter(({ warm }) => !warm.has(image.fingerprint));
  const now: Warmth = {
    warmPlaces: places.length - cold.length,
    allPlaces: places.length,
    warmError: cold.length > 0 ? image.warmError : null,
  };
  await save(tools.db, image, now);
  for (const place of cold) {
    if (performance.now() > tools.deadline) return;
    const tried = await tryToUnpack(tools, image, place);
    if (tried === 'rests') continue;
    if (tried === 'done') now.warmPlaces++;
    now.warmError =
      typeof tried === 'object' ? tried.error : now.warmPlaces < now.allPlaces ? now.warmError : null;
    await save(tools.db, image, now);
  }
}

/** What apps and their like run in: in no list, and asked for as often. */
async function listShells(engine: Engine, project: string, signal?: AbortSignal): Promise<Unpackable[]> {
  const all = await listImages(engine, { project }, { signal });
  return all.flatMap(({ aliases, fingerprint }) => {
    const alias = aliases.find((name) => name.startsWith(shellPrefix));
    return alias === undefined ? [] : [{ alias, fingerprint, kind: 'light-vm' }];
  });
}

/** No row tells of it: what went wrong is in the log. */
async function warmShell(tools: Tools, shell: Unpackable, places: readonly ImagePlace[]): Promise<void> {
  for (const place of places) {
    if (performance.now() > tools.deadline) return;
    if (!place.warm.has(shell.fingerprint)) await tryToUnpack(tools, shell, place);
  }
}

async function tryToUnpack(
  { engine, log, project, rests, signal }: Tools,
  { fingerprint, alias, kind }: Unpackable,
  place: ImagePlace,
): Promise<'done' | 'rests' | { error: string }> {
  const key = [fingerprint, place.pool, place.member].join(' ');
  if ((rests.get(key) ?? 0) > Date.now()) return 'rests';
  const startedAt = performance.now();
  try {
    await unpackImage({ engine, project, fingerprint, kind, place, signal });
  } catch (error) {
    // Another worker is at it.
    if (isEngineError(error, 'conflict')) return 'rests';
    if (!isEngineError(error) || error.kind === 'unavailable') throw error;
    rests.set(key, Date.now() + restMs);
    log.warn({ alias, ...where(place), err: error.engineMessage }, 'an image could not be unpacked');
    return { error: error.engineMessage };
  }
  rests.delete(key);
  const durationMs = Math.round(performance.now() - startedAt);
  log.info({ alias, fingerprint, ...where(place), durationMs }, 'image unpacked');
  return 'done';
}

function where({ pool, member }: ImagePlace) {
  return { pool, ...(member !== undefined && { member }) };
}

async function save(db: Db, image: ImageRow, { warmPlaces, allPlaces, warmError }: Warmth): Promise<void> {
  const isSame =
    image.warmPlaces === warmPlaces && image.allPlaces === allPlaces && image.warmError === warmError;
  if (isSame) return;
  // Meanwhile another image may have got the alias: it is not as warm as this one.
  const { count } = await db.image.updateMany({
    where: { id: image.id, fingerprint: image.fingerprint },
    data: { warmPlaces, allPlaces, warmError },
  });
  if (count > 0) await notifyChange(db, { topic: 'image', id: image.id, tenantId: null });
  Object.assign(image, { warmPlaces, allPlaces, warmError });
}
