import type { Engine } from '#server/incus/engine.ts';
import { EngineError } from '#server/incus/engine-error.ts';
import { createInstance } from '#server/incus/instances.ts';
import { finishOperation } from '#server/incus/operations.ts';
import { listImageVolumes } from '#server/incus/storage-volumes.ts';
import { kindOf } from '#server/instances/kinds/kinds.ts';
import { instanceKinds } from '#server/instances/kinds/schema.ts';
import type { ImagePlace } from './list-image-places.ts';
import { removeWarmer, warmerKey, warmerPrefix } from './remove-warmers.ts';

type Input = {
  engine: Engine;
  project: string;
  fingerprint: string;
  kind: string;
  place: ImagePlace;
  signal?: AbortSignal | undefined;
};

/**
 * The engine unpacks an image when the first instance of it is made in a pool, and has no other call for it: so
 * one is made, never started, and taken away. What was unpacked stays as long as the image does.
 *
 * @throws EngineError `conflict` when somebody else is doing the same
 */
export async function unpackImage({
  engine,
  project,
  fingerprint,
  kind,
  place,
  signal,
}: Input): Promise<void> {
  const { pool, member } = place;
  const name = `${warmerPrefix}${fingerprint.slice(0, 12)}-${shortened(`${pool} ${member ?? ''}`)}`;
  const operation = await createInstance(engine, {
    ...{ project, name, source: { fingerprint }, start: false },
    type: engineTypeOf(kind),
    config: { [warmerKey]: fingerprint },
    devices: { root: { type: 'disk', path: '/', pool } },
    ...(member !== undefined && { target: member }),
  });
  try {
    await finishOperation(engine, operation, { signal });
  } finally {
    await removeWarmer(engine, { project, name });
  }
  const volumes = await listImageVolumes(engine, { pool }, { signal });
  const isThere = volumes.some((volume) => volume.name === fingerprint);
  if (isThere) return;
  throw new EngineError({
    kind: 'failed',
    engineMessage: `the pool ${pool} did not keep what was unpacked of ${fingerprint.slice(0, 12)}`,
    method: 'POST',
    path: '/1.0/instances',
    project,
  });
}

/** As the row has it; a shell is a container. */
function engineTypeOf(kind: string) {
  const known = instanceKinds.find((each) => each === kind);
  return known ? kindOf(known).engineType : 'container';
}

/** A host name's letters and length, and different for different places. */
function shortened(text: string): string {
  let sum = 0;
  for (const letter of text) sum = (sum * 31 + letter.charCodeAt(0)) % 0xffffff;
  return sum.toString(16);
}
