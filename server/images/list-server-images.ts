import { authorizeOperator } from '#server/auth/authorize.ts';
import type { Ctx } from '#server/context.ts';
import { getServer } from '#server/incus/server.ts';
import { parseInput } from '#server/parse-input.ts';
import { listServerImagesInput, type ServerImage, type ServerImagePage } from './add-schema.ts';
import { fetchStreams } from './fetch-streams.ts';
import { parseStreams } from './parse-streams.ts';
import { readImageServer } from './read-image-server.ts';

/** What the image server has for this engine, by system and newest release first, and what of it is here already. */
export async function listServerImages(ctx: Ctx, input: unknown = {}): Promise<ServerImagePage> {
  authorizeOperator(ctx, 'read');
  const { search, kind, page, pageSize } = parseInput(listServerImagesInput, input);
  const server = await readImageServer(ctx.db);
  const [products, { environment }, copied] = await Promise.all([
    fetchStreams(server),
    getServer(ctx.engine),
    ctx.db.image.findMany({
      where: { origin: 'server', originNote: { startsWith: `${server} ` } },
      select: { alias: true, kind: true, originNote: true },
    }),
  ]);
  const here = new Map(copied.map((row) => [`${row.kind} ${row.originNote}`, row.alias]));
  const all: ServerImage[] = parseStreams(products, environment.architectures).map((image) => ({
    ...image,
    hereAs: here.get(`${image.kind} ${server} ${image.alias}`) ?? null,
  }));
  const words = (search ?? '').toLowerCase().split(/\s+/);
  const found = all
    .filter((image) => (!kind || image.kind === kind) && words.every((word) => textOf(image).includes(word)))
    .sort(
      (a, b) =>
        a.os.localeCompare(b.os) ||
        b.release.localeCompare(a.release, undefined, { numeric: true }) ||
        a.alias.localeCompare(b.alias),
    );
  const items = found.slice((page - 1) * pageSize, page * pageSize);
  return { server, items, total: found.length, page, pageSize };
}

function textOf({ alias, os, release, variant }: ServerImage): string {
  return `${alias} ${os} ${release} ${variant}`.toLowerCase();
}
