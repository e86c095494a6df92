'use server';

import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { action } from '#app/_lib/action.ts';
import { cleanText } from '#server/guests/clean-text.ts';
import { deleteFile } from '#server/guests/delete-file.ts';
import { fileName, filePathInput, inFolder, nameOf, writeTextInput } from '#server/guests/files-schema.ts';
import { makeFolder } from '#server/guests/make-folder.ts';
import { writeTextFile } from '#server/guests/write-text-file.ts';
import { paths } from '#server/paths.ts';

const inFolderForm = filePathInput.extend({ fileName, tenant: z.string() });
/** As JSON: a form would turn the ends of its lines into others. */
const textForm = writeTextInput.extend({
  text: z.string().transform(readJson).pipe(writeTextInput.shape.text),
});

export const deleteFileAction = action(filePathInput, async (ctx, input) => {
  const { path } = await deleteFile(ctx, input);
  return { message: await said('deleted', path) };
});

export const makeFolderAction = action(inFolderForm, async (ctx, { id, path: folder, fileName: name }) => {
  const { path } = await makeFolder(ctx, { id, path: inFolder(folder, name) });
  return { message: await said('made', path) };
});

export const makeFileAction = action(
  inFolderForm,
  async (ctx, { id, tenant, path: folder, fileName: name }) => {
    const path = inFolder(folder, name);
    await writeTextFile(ctx, { id, path, text: '', formerSha256: 'new' });
    return { message: await said('made', path), redirectTo: paths.instanceFiles(tenant, id, { path }) };
  },
);

export const saveTextAction = action(textForm, async (ctx, input) => {
  const { sha256, path } = await writeTextFile(ctx, input);
  return { message: await said('saved', path), data: { sha256 } };
});

async function said(verb: 'deleted' | 'made' | 'saved', path: string): Promise<string> {
  const t = await getTranslations('guests.files');
  return t(verb, { name: cleanText(nameOf(path), 100) });
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
