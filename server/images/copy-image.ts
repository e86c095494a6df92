import { authorizeOperator } from '#server/auth/authorize.ts';
import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { getServer } from '#server/incus/server.ts';
import { kindOf } from '#server/instances/kinds/kinds.ts';
import { parseInput } from '#server/parse-input.ts';
import { type CopyImageInput, copyImageInput, imageAlias, type ServerImage } from './add-schema.ts';
import { copyImageJob } from './copy-image.job.ts';
import { enqueueImageJob } from './enqueue-image-job.ts';
import { fetchStreams } from './fetch-streams.ts';
import { parseStreams } from './parse-streams.ts';
import { readImageServer } from './read-image-server.ts';
import { reserveAlias } from './reserve-alias.ts';
import type { ImageJobStarted } from './schema.ts';
import { minDisk } from './to-image-facts.ts';

/** Copies an image of the image server to the engine, under an alias of ours; it is on offer when it is there. */
export async function copyImage(ctx: Ctx, input: CopyImageInput): Promise<ImageJobStarted> {
  authorizeOperator(ctx);
  const { remoteAlias, kind, isUpdated, ...asked } = parseInput(copyImageInput, input);
  const server = await readImageServer(ctx.db);
  const [products, { environment }] = await Promise.all([fetchStreams(server), getServer(ctx.engine)]);
  const found = parseStreams(products, environment.architectures).find(
    (image) => image.alias === remoteAlias && image.kind === kind,
  );
  if (!found) throw new AppError('refused', 'image-not-on-server', { server, alias: remoteAlias });
  const alias = parseInput(imageAlias, asked.alias ?? ownAliasOf(found));
  const name = nameOf(found);
  return ctx.db.$transaction(async (tx) => {
    const id = await reserveAlias(tx, {
      ...{ alias, name, kind, os: found.os, release: found.release },
      ...{ origin: 'server', originNote: `${server} ${remoteAlias}` },
      ...{ minDiskBytes: minDisk(found.sizeBytes), sizeBytes: found.sizeBytes },
      // The variant `cloud` has it; the others of the public server do not.
      hasCloudInit: found.variant === 'cloud',
    });
    return enqueueImageJob(ctx, tx, copyImageJob, {
      action: 'image.copy',
      name,
      params: {
        ...{ id, alias, tenantId: null, server, remoteAlias, isUpdated },
        type: kindOf(kind).engineType,
      },
      details: { server, remoteAlias },
    });
  });
}

/** Names of the engine are of one image, and that of a container and of a VM are two. */
function ownAliasOf({ alias, kind }: Pick<ServerImage, 'alias' | 'kind'>): string {
  const plain = alias.toLowerCase();
  if (kindOf(kind).engineType === 'container') return plain;
  return plain.split('/').length < 3 ? `${plain}/vm` : `${plain}-vm`;
}

function nameOf({ os, release, variant }: Pick<ServerImage, 'os' | 'release' | 'variant'>): string {
  return `${os} ${release}${variant === 'default' ? '' : ` (${variant})`}`.slice(0, 80);
}
