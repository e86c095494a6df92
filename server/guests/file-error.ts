import { AppError } from '#server/errors.ts';
import { isEngineError } from '#server/incus/engine-error.ts';
import { cleanText } from './clean-text.ts';

/** What went wrong with a file, in words of files. The engine passes on what the guest's file system says. */
export function fileError(error: unknown, path: string): unknown {
  if (!isEngineError(error)) return error;
  const shown = cleanText(path, 200);
  if (error.kind === 'not-found')
    return new AppError('not-found', 'path-gone', { path: shown }, { cause: error });
  const said = guestSaid(error);
  if (said === undefined) return error;
  if (said === 'directory not empty') {
    return new AppError('conflict', 'folder-not-empty', { path: shown }, { cause: error });
  }
  return new AppError('refused', 'file-refused', { path: shown, detail: said }, { cause: error });
}

/** What the guest's file system said, where it was that. */
export function guestSaid(error: unknown): string | undefined {
  if (!isEngineError(error)) return undefined;
  const said = /sftp: "(.*)" \(SSH_FX/.exec(error.engineMessage)?.[1]?.split(': ').at(-1);
  return said === undefined ? undefined : cleanText(said, 200);
}

/** Does something with a file, and says what went wrong in words of files. */
export async function withFile<T>(path: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw fileError(error, path);
  }
}
