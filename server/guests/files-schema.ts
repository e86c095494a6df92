import { z } from 'zod';
import { instanceIdInput } from '#server/instances/schema.ts';

export const guestPath = z
  .string()
  .default('/')
  .transform(tidyPath)
  .refine(isPlainPath, 'path-invalid')
  .describe('In the guest: absolute, without ".."');

/** Of a file that is read or changed as text. */
export const maxTextBytes = 512 * 1024;
export const entriesOfPage = 100;

export const fileTypes = ['file', 'directory', 'symlink', 'unknown'] as const;
export const fileEntry = z.object({
  name: z.string(),
  path: z.string(),
  type: z
    .enum(fileTypes)
    .describe(
      'A device, a pipe and a socket are files without a size; unknown: gone since, or not to be looked at',
    ),
  sizeBytes: z.number().int().nullable(),
  mode: z.string().nullable().describe('Permissions in octal, as 0644'),
  uid: z.number().int().nullable(),
  gid: z.number().int().nullable(),
  modifiedAt: z.iso.datetime().nullable(),
  target: z.string().nullable().describe('Where a symbolic link leads'),
});
export type FileEntry = z.infer<typeof fileEntry>;

export const folderInput = z.object({
  path: guestPath,
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  hidden: z.stringbool().default(true).describe('Also what begins with a dot'),
});
export const listFolderInput = folderInput.extend(instanceIdInput.shape);
export const pathInput = z.object({ path: guestPath });
export const filePathInput = pathInput.extend(instanceIdInput.shape);

/** What is at a path; for a folder a page of what is in it. */
export const placeView = z.object({
  entry: fileEntry,
  folder: z
    .object({
      items: z.array(fileEntry),
      total: z.number().int(),
      hiddenCount: z.number().int().describe('Left out, because their names begin with a dot'),
      page: z.number().int(),
      pageSize: z.number().int(),
    })
    .nullable(),
});
export type PlaceView = z.infer<typeof placeView>;

export const textFileView = z.object({
  path: z.string(),
  text: z.string(),
  sha256: z.string(),
  mode: z.string(),
  uid: z.number().int(),
  gid: z.number().int(),
});
export type TextFileView = z.infer<typeof textFileView>;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'file-hash-invalid');
export const writeTextBody = z.object({
  path: guestPath,
  text: z
    .string()
    .refine((text) => new TextEncoder().encode(text).length <= maxTextBytes, 'file-too-large-to-edit'),
  formerSha256: z
    .union([z.literal('new'), sha256])
    .describe(
      'Of what it had when it was read: another content is not written over. new: there must be none yet',
    ),
});
export const writeTextInput = writeTextBody.extend(instanceIdInput.shape);
export type WriteTextInput = z.infer<typeof writeTextInput>;

export const textWritten = z.object({ path: z.string(), sha256: z.string(), sizeBytes: z.number().int() });
export type TextWritten = z.infer<typeof textWritten>;

export const pathDone = z.object({ path: z.string() });
export type PathDone = z.infer<typeof pathDone>;

/** Without what says nothing: "//", "/./", a "/" at the end. */
export function tidyPath(path: string): string {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  return path.startsWith('/') ? `/${parts.join('/')}` : path;
}

/** Absolute and straight: nobody has to reckon where it ends. Linux takes 4,096 bytes, and 255 for each name. */
export function isPlainPath(path: string): boolean {
  const bytes = (text: string) => new TextEncoder().encode(text).length;
  if (!path.startsWith('/') || path.includes('\0') || bytes(path) > 4095) return false;
  return path.split('/').every((part) => part !== '..' && bytes(part) <= 255);
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || '/';
}

export function inFolder(folder: string, name: string): string {
  return folder === '/' ? `/${name}` : `${folder}/${name}`;
}

/** A name in a folder. */
export const fileName = z
  .string()
  .min(1, 'file-name-invalid')
  .refine(
    (name) => !name.includes('/') && name !== '.' && name !== '..' && isPlainPath(`/${name}`),
    'file-name-invalid',
  );
