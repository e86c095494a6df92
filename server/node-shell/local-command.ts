import { join } from 'node:path';
import type { Command } from './run-child.ts';

/** The helper of this very version. The panel's processes run in its folder; a bundled module knows no place of its own. */
export function helperFile(): string {
  return join(/* turbopackIgnore: true */ process.cwd(), 'node-helper/berth-node');
}

/** As a child of ours. It must be run by root. */
export function localCommand({ vaultRoot }: { vaultRoot?: string | undefined }, words: string[]): Command {
  return { program: helperFile(), args: [...(vaultRoot ? ['--root', vaultRoot] : []), ...words] };
}
