import { record } from '#server/audit/record.ts';
import { authorizeOperator } from '#server/auth/authorize.ts';
import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { notifyChange } from '#server/events/notify-change.ts';
import { isEngineError } from '#server/incus/engine-error.ts';
import { getImage } from '#server/incus/images.ts';
import { importImage } from '#server/incus/import-image.ts';
import { finishOperation } from '#server/incus/operations.ts';
import { kindOf } from '#server/instances/kinds/kinds.ts';
import type { InstanceKind } from '#server/instances/kinds/schema.ts';
import { parseInput } from '#server/parse-input.ts';
import { type UploadImageInput, uploadImageInput } from './add-schema.ts';
import { findByAlias } from './find-own-image.ts';
import { readImageMetadata } from './read-image-metadata.ts';
import type { ImageJobStarted } from './schema.ts';
import { mostUploadBytes, type Spooled, tooLarge, withSpooled } from './spool-upload.ts';
import { toImageFacts } from './to-image-facts.ts';

type Sent = {
  /** As the sender says it; undefined where they do not. */
  sizeBytes: number | undefined;
  /** Called once it is decided that it may be sent; throws where it may not. */
  body: () => AsyncIterable<Uint8Array>;
};

/**
 * Brings an image from a browser to the engine: one file with metadata.yaml in it, or its two parts one after the other.
 * What is no image, or breaks off, leaves nothing. Whoever dies in between may leave an image under its alias: the loop
 * of the images takes it up.
 */
export async function uploadImage(
  ctx: Ctx,
  input: UploadImageInput,
  sent: Sent,
  signal?: AbortSignal,
): Promise<ImageJobStarted> {
  authorizeOperator(ctx);
  const { alias, name, kind, metadataBytes } = parseInput(uploadImageInput, input);
  await refuseTaken(ctx, alias);
  if ((sent.sizeBytes ?? 0) > mostUploadBytes) throw tooLarge();
  const upload = { body: sent.body(), metadataBytes, signal };
  const fingerprint = await withSpooled(upload, (files) => hand(ctx, alias, kind, files));
  const [facts] = toImageFacts({ ...(await getImage(ctx.engine, { fingerprint })), aliases: [alias] });
  if (!facts) throw new AppError('refused', 'image-alias-invalid', {}, { field: 'alias' });
  const imageId = await ctx.db.$transaction(async (tx) => {
    const row = { ...facts, name: name || facts.name, origin: 'upload' };
    // The loop may have been here first.
    const { id } = await tx.image.upsert({
      where: { alias },
      create: row,
      update: { name: row.name, origin: row.origin },
      select: { id: true },
    });
    const target = { targetKind: 'image', targetId: id, targetName: alias };
    await record(ctx, tx, { action: 'image.upload', ...target, details: { fingerprint } });
    await notifyChange(tx, { topic: 'image', id, tenantId: null });
    return id;
  });
  return { imageId, jobId: null };
}

async function refuseTaken({ db, engine }: Ctx, alias: string): Promise<void> {
  const isTaken = (await db.image.count({ where: { alias } })) > 0;
  if (isTaken || (await findByAlias({ engine, params: { id: '', alias } }))) {
    throw new AppError('conflict', 'image-alias-taken', { alias }, { field: 'alias' });
  }
}

/** @returns the fingerprint */
async function hand({ engine }: Ctx, alias: string, kind: InstanceKind, files: Spooled): Promise<string> {
  await readImageMetadata('unified' in files ? files.unified : files.metadata);
  const type = kindOf(kind).engineType;
  try {
    const parts = 'unified' in files ? files : { ...files, type };
    const ended = await finishOperation(
      engine,
      await importImage(engine, { files: parts, aliases: [alias] }),
      {
        timeoutSeconds: 3600,
      },
    );
    if (typeof ended?.metadata.fingerprint === 'string') return ended.metadata.fingerprint;
    throw new AppError('unavailable', 'image-upload-lost', { alias });
  } catch (error) {
    if (isEngineError(error, 'conflict')) {
      throw new AppError('conflict', 'image-upload-same', {}, { cause: error });
    }
    if (!isEngineError(error, 'failed') && !isEngineError(error, 'refused')) throw error;
    throw new AppError('refused', 'image-upload-no-image', { why: error.engineMessage }, { cause: error });
  }
}
