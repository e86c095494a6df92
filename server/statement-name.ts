import { createHash } from 'node:crypto';

const mostNames = 500;
const names = new Map<string, string>();

/**
 * The name under which a connection keeps a statement prepared, so that the server plans it once: '' for one that is
 * not kept. Lists of values of every length would fill the server's memory, so there is an end to it; and a statement
 * with `*` would fail for ever when a migration adds a column under a running process.
 */
export function statementName({ sql }: { sql: string }): string {
  const known = names.get(sql);
  if (known !== undefined) return known;
  if (names.size >= mostNames || /(?:\.|SELECT )\*/.test(sql)) return '';
  const name = createHash('sha256').update(sql).digest('base64url').slice(0, 20);
  names.set(sql, name);
  return name;
}
