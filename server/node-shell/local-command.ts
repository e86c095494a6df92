import { join } from 'node:path';
import type { Command } from './run-child.ts';

export const helperFile = join(import.meta.dirname, '../../node-helper/berth-node');

/** The helper of this very version, as a child of ours. It must be run by root. */
export function localCommand({ vaultRoot }: { vaultRoot?: string | undefined }, words: string[]): Command {
  return { program: helperFile, args: [...(vaultRoot ? ['--root', vaultRoot] : []), ...words] };
}
