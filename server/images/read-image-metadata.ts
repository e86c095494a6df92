import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { z } from 'zod';
import { AppError } from '#server/errors.ts';

/** The last second of the year 9999: of a later one incusd 6.0.4 can list no image at all any more. */
const lastSecond = 253_402_300_799;

/** Source: Incus docs, "Image format", metadata.yaml. */
const metadata = z.object({
  architecture: z.string().min(1),
  creation_date: z.number().int().min(0).max(lastSecond),
  properties: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).nullish(),
});

/**
 * What an image says of itself, read before the engine gets it: that takes what it cannot live with.
 *
 * @param file an archive that has metadata.yaml; one whole image, or the first part of a split one
 * @throws AppError `refused` when it is no such archive, or says what cannot be
 */
export async function readImageMetadata(file: string): Promise<z.infer<typeof metadata>> {
  const text = await readMember(file);
  if (text.trim() === '') throw noImage('it is no archive with metadata.yaml in it');
  let said: unknown;
  try {
    said = parse(text, { maxAliasCount: 0 });
  } catch (cause) {
    throw noImage('its metadata.yaml is no YAML', cause);
  }
  const parsed = metadata.safeParse(said);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw noImage(`in its metadata.yaml ${issue?.path.join('.') || 'all'} is missing or wrong`, parsed.error);
}

/** Empty where there is none. One of both names is always missing, of which tar complains when it has read all. */
async function readMember(file: string): Promise<string> {
  const args = ['-xOf', file, '--occurrence=1', 'metadata.yaml', './metadata.yaml'];
  const limits = { maxBuffer: 1024 ** 2, timeout: 600_000 };
  try {
    return (await promisify(execFile)('tar', args, limits)).stdout;
  } catch (error) {
    return error instanceof Error && 'stdout' in error ? String(error.stdout) : '';
  }
}

function noImage(why: string, cause?: unknown): AppError {
  return new AppError('refused', 'image-upload-no-image', { why }, { cause });
}
