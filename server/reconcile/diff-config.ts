import { isSameAmount } from './engine-amounts.ts';
import type { Change } from './schema.ts';

type Config = Readonly<Record<string, string>>;

/**
 * Where `is` differs from `wanted`, and the keys that begin like one of `guarded` and nobody wants: what
 * is not named there is none of our business.
 */
export function diffConfig(is: Config, wanted: Config, guarded: readonly string[] = []): Change[] {
  const named = Object.entries(wanted)
    .filter(([key, value]) => !isSameAmount(key, is[key], value))
    .map(([key, value]) => ({ what: key, is: is[key] ?? null, wanted: value }));
  const extra = Object.entries(is)
    .filter(([key]) => !(key in wanted) && guarded.some((prefix) => key.startsWith(prefix)))
    .map(([key, value]) => ({ what: key, is: value, wanted: null }));
  return [...named, ...extra].sort((a, b) => a.what.localeCompare(b.what));
}

/** The configuration with these changes made. */
export function applyChanges(is: Config, changes: readonly Change[]): Record<string, string> {
  const result = { ...is };
  for (const { what, wanted } of changes) {
    if (wanted === null) delete result[what];
    else result[what] = wanted;
  }
  return result;
}
