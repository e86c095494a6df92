import { AppError } from '#server/errors.ts';
import { cleanText } from './clean-text.ts';
import type { FileEntry } from './files-schema.ts';

/** Links are shown and not followed: who writes through one would write elsewhere than they see. */
export function refuseNoPlainFile({ type, path, target }: FileEntry): void {
  if (type === 'file') return;
  if (type !== 'symlink') throw new AppError('refused', 'path-is-no-file', { path: cleanText(path, 200) });
  throw new AppError('refused', 'path-is-link', {
    path: cleanText(path, 200),
    target: cleanText(target ?? '?', 200),
  });
}
