import type { Draft } from './draft.ts';
import { leavesOf } from './read-values.ts';
import type { Place } from './report.ts';
import type { Tree } from './tree.ts';

export function takeTmpfs(draft: Draft, tree: Tree, place: Place): void {
  for (const [index, leaf] of leavesOf(tree, place).entries()) {
    const at = tree.kind === 'list' ? place.in(index) : place;
    draft.tmpfs.push({ path: leaf.text.split(':')[0] ?? '', tree: leaf, place: at });
  }
}

/** Where a container with files that cannot be written has one all the same. Source: podman-create, `--read-only-tmpfs`. */
const inMemory = new Set(['/run', '/tmp', '/var/tmp']);

/** Once it is known whether the disk around it can be written. */
export function sayTmpfs({ tmpfs, settings }: Draft): void {
  for (const { path, tree, place } of tmpfs) {
    const at = { line: tree.line, value: tree };
    if (!settings.readOnlyRoot) place.say('left-out', 'tmpfs', at);
    else if (!inMemory.has(path)) place.say('left-out', 'tmpfs-read-only', at);
  }
}
