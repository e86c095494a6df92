import { errorText } from '#app/_lib/error-text.ts';
import type { ShownPlace } from '#components/instances/files/shown-place.ts';
import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { cleanText } from '#server/guests/clean-text.ts';
import { type FileEntry, folderInput, guestPath, type PlaceView } from '#server/guests/files-schema.ts';
import { listFiles } from '#server/guests/list-files.ts';
import { readTextFile } from '#server/guests/read-text-file.ts';
import { toJobError } from '#server/jobs/to-job-error.ts';

type Query = Record<string, string | undefined>;

/** What a page shows of the place that its address names; a place that cannot be seen says why in the reader's language. */
export async function lookAtPlace(ctx: Ctx, id: string, { path, page, hidden }: Query): Promise<ShownPlace> {
  const wish = { path: path || '/', page: page || 1, hidden: String(hidden === 'yes') };
  const input = folderInput.safeParse(wish);
  if (!input.success) return refused('/', new AppError('invalid', 'path-invalid'));
  try {
    const place = await listFiles(ctx, { ...input.data, id });
    const text = place.entry.type === 'file' ? await textOf(ctx, id, place.entry.path) : undefined;
    return { ...crumbs(input.data.path), ...shown(place), ...text };
  } catch (error) {
    return refused(input.data.path, error);
  }
}

async function textOf(ctx: Ctx, id: string, path: string) {
  try {
    return { text: await readTextFile(ctx, { id, path }) };
  } catch (error) {
    return { whyNoText: await errorText(known(error)) };
  }
}

async function refused(path: string, error: unknown): Promise<ShownPlace> {
  return { ...crumbs(guestPath.catch('/').parse(path)), refusal: await errorText(known(error)) };
}

/** What is not ours to explain belongs to the page's own error. */
function known(error: unknown): AppError {
  const told = toJobError(error);
  if (told.code === 'internal') throw error;
  return told;
}

function shown({ entry, folder }: PlaceView) {
  return { entry: label(entry), folder: folder && { ...folder, items: folder.items.map(label) } };
}

function label(entry: FileEntry) {
  const targetLabel = entry.target === null ? null : cleanText(entry.target, 200);
  return { ...entry, label: cleanText(entry.name, 255) || '/', targetLabel };
}

function crumbs(path: string) {
  const names = path.split('/').filter(Boolean);
  return {
    path,
    pathLabel: cleanText(path, 300),
    crumbs: names.map((name, index) => ({
      label: cleanText(name, 80),
      path: `/${names.slice(0, index + 1).join('/')}`,
    })),
  };
}
