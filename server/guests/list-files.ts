import pLimit from 'p-limit';
import type { z } from 'zod';
import type { Ctx } from '#server/context.ts';
import type { InstanceRef } from '#server/incus/instance.ts';
import { listInstanceFolder } from '#server/incus/instance-folder.ts';
import { withFile } from './file-error.ts';
import { entriesOfPage, inFolder, type listFolderInput, type PlaceView } from './files-schema.ts';
import { loadGuest } from './load-guest.ts';
import { lookAtFile, lookIfThere } from './look-at-file.ts';

/** Names of about a hundred thousand files. A folder with more is for the terminal. */
const maxNamesBytes = 4 * 1024 * 1024;
/** The engine's API tells of one file at a time: about 4 ms each, and this many at once. */
const atOnce = 8;

/** What is at a path of a guest; of a folder a page of what is in it, by name. Throws `not-found`. */
export async function listFiles(ctx: Ctx, input: z.output<typeof listFolderInput>): Promise<PlaceView> {
  const { ref } = await loadGuest(ctx, 'files', input.id);
  return withFile(input.path, async () => {
    const entry = await lookAtFile(ctx.engine, ref, input.path);
    return { entry, folder: entry.type === 'directory' ? await listFolder(ctx, ref, input) : null };
  });
}

async function listFolder(
  ctx: Ctx,
  ref: InstanceRef,
  { path, page, hidden }: z.output<typeof listFolderInput>,
): Promise<PlaceView['folder']> {
  const all = await listInstanceFolder(ctx.engine, { ...ref, path, maxBytes: maxNamesBytes });
  const shown = hidden ? all : all.filter((name) => !name.startsWith('.'));
  const names = shown.sort().slice((page - 1) * entriesOfPage, page * entriesOfPage);
  const limit = pLimit(atOnce);
  const items = await Promise.all(
    names.map((name) => limit(() => lookIfThere(ctx.engine, ref, inFolder(path, name)))),
  );
  return {
    items,
    total: shown.length,
    hiddenCount: all.length - shown.length,
    page,
    pageSize: entriesOfPage,
  };
}
