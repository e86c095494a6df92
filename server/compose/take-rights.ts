import {
  type Capability,
  capabilityNames,
  dockerCapabilities,
} from '#server/deployments/capability-schema.ts';
import type { Draft } from './draft.ts';
import { leavesOf } from './read-values.ts';
import type { Place } from './report.ts';
import type { Leaf } from './tree.ts';

/**
 * A compose file begins with what Docker gives every container; `cap_drop` takes from that and `cap_add` adds to it.
 * Source: Docker Engine, "Runtime privilege and Linux capabilities".
 */
export function takeRights(draft: Draft, place: Place): void {
  const drop = draft.capDrop ? leavesOf(draft.capDrop, place.in('cap_drop')) : [];
  const add = draft.capAdd ? leavesOf(draft.capAdd, place.in('cap_add')) : [];
  const isAll = (leaf: Leaf) => nameOf(leaf) === 'ALL';
  const dropped = new Set(drop.map(nameOf));
  const all = drop.some(isAll);
  const rights = new Set<Capability>(all ? [] : dockerCapabilities.filter((name) => !dropped.has(name)));
  for (const leaf of add) {
    const name = capabilityNames.find((known) => known === nameOf(leaf));
    if (name) rights.add(name);
    else place.in('cap_add').say('refused', 'capability', { line: leaf.line, value: leaf });
  }
  draft.lines.capabilities = draft.capAdd?.line ?? draft.line;
  draft.settings.capabilities = capabilityNames.filter((name) => rights.has(name));
}

function nameOf({ text }: Leaf): string {
  return text.toUpperCase().replace(/^CAP_/, '');
}
