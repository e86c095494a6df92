import type { z } from 'zod';

/** `key=value` lines; what is behind the first "=" is the value. A key that is there twice is refused. */
export function readPairs(text: string, ctx: z.RefinementCtx): Record<string, string> {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const pairs = lines.map((line) => {
    const at = line.indexOf('=');
    return at < 0 ? [line.trim(), ''] : [line.slice(0, at).trim(), line.slice(at + 1).trim()];
  });
  if (new Set(pairs.map(([key]) => key)).size < pairs.length) ctx.addIssue('metadata-key-twice');
  return Object.fromEntries(pairs);
}
