import type { Draft } from './draft.ts';
import { Place, type Report } from './report.ts';
import type { MapTree } from './tree.ts';
import { parseBoolean } from './units.ts';

/**
 * What Compose keeps from the outside opens no connections here: a service whose networks are all internal, and one with
 * none. A service may open connections or not, wherever to: one that has to reach another, or has to be reached
 * and lists no ports, would never work, and is refused. Source: Compose Specification, "internal".
 */
export function closeInternal(drafts: readonly Draft[], tree: MapTree, report: Report): void {
  const internal = internalNetworks(tree);
  for (const draft of drafts) {
    const place = new Place(report, `services.${draft.name}`, draft.name);
    if (draft.hasNoNetwork) close(draft, place);
    else if (draft.networks.every((name) => internal.has(name))) {
      sayInternal(draft, drafts, place.in('networks'));
      close(draft, place);
    }
  }
}

function internalNetworks(tree: MapTree): Set<string> {
  const networks = tree.entries.get('networks')?.value;
  const names = new Set<string>();
  if (networks?.kind !== 'map') return names;
  for (const [name, { value }] of networks.entries) {
    const internal = value.kind === 'map' ? value.entries.get('internal')?.value : undefined;
    if (internal?.kind === 'leaf' && parseBoolean(internal.text)) names.add(name);
  }
  return names;
}

function sayInternal(draft: Draft, drafts: readonly Draft[], place: Place): void {
  const { name, dependsOn, settings, lines } = draft;
  const at = { line: lines.networks ?? draft.line };
  const needs = dependsOn.map((other) => other.name);
  const isNeededBy = drafts.filter((other) => other.dependsOn.some((one) => one.name === name));
  const names = (all: readonly string[]) => [...new Set(all)].join(', ');
  if (needs.length > 0) place.say('refused', 'network-internal-needs', at, { names: names(needs) });
  else if (settings.ports.length > 0) place.say('otherwise', 'network-internal', at);
  else if (isNeededBy.length === 0) place.say('otherwise', 'network-internal-alone', at);
  else {
    const others = names(isNeededBy.map((other) => other.name));
    place.say('refused', 'network-internal-silent', at, { names: others });
  }
}

function close({ settings, lines, line }: Draft, place: Place): void {
  settings.outgoing = false;
  if (!settings.capabilities?.includes('NET_ADMIN')) return;
  settings.capabilities = settings.capabilities.filter((name) => name !== 'NET_ADMIN');
  place.in('cap_add').say('left-out', 'net-admin-closed', { line: lines.capabilities ?? line });
}
