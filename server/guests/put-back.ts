import { AppError } from '#server/errors.ts';
import type { Engine } from '#server/incus/engine.ts';
import type { InstanceRef } from '#server/incus/instance.ts';
import { getInstanceFile, putInstanceFile } from '#server/incus/instance-files.ts';
import { cleanText } from './clean-text.ts';
import { guestSaid } from './file-error.ts';
import { maxTextBytes } from './files-schema.ts';

type Former = { path: string; content: Buffer; uid: number; gid: number; mode: number };

/**
 * The engine empties a file before it writes into it: on a full disk nothing of it would be left. Puts back what was in it,
 * once, and gives the error that says whether that is there again.
 */
export async function putBack(
  engine: Engine,
  ref: InstanceRef,
  former: Former,
  cause: unknown,
): Promise<AppError> {
  const { path, content } = former;
  const isThere = async () => {
    const found = await getInstanceFile(engine, { ...ref, path, maxBytes: maxTextBytes });
    return found.content.equals(content);
  };
  await putInstanceFile(engine, { ...ref, ...former }).catch(() => undefined);
  const reason = (await isThere().catch(() => false)) ? 'file-kept' : 'file-broken';
  const params = { path: cleanText(path, 200), detail: guestSaid(cause) ?? 'none' };
  return new AppError('refused', reason, params, { cause });
}
