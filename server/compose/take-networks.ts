import type { Draft, Keys } from './draft.ts';
import { leave, takeKeys } from './draft.ts';
import { leavesOf, namesOf, pairsOf, textOf } from './read-values.ts';
import type { Place } from './report.ts';
import type { Tree } from './tree.ts';

/** All instances of an account are in one network: only the names under which one is reached matter. */
export function takeNetworks(draft: Draft, tree: Tree, place: Place): void {
  if (tree.kind !== 'map') return;
  for (const [name, { value }] of tree.entries) {
    if (value.kind !== 'map') continue;
    takeKeys(keys, draft, value, place.in(name));
    const aliases = value.entries.get('aliases');
    if (aliases) draft.aliases.push(...namesOf(aliases.value, place.in(name).in('aliases')));
  }
}

const keys: Keys = {
  aliases: () => {},
  interface_name: leave('network-details'),
  ipv4_address: leave('network-details'),
  ipv6_address: leave('network-details'),
  link_local_ips: leave('network-details'),
  mac_address: leave('network-details'),
  driver_opts: leave('network-details'),
  priority: leave('network-details'),
  gw_priority: leave('network-details'),
};

export function takeNetworkMode(_draft: Draft, tree: Tree, place: Place): void {
  const mode = textOf(tree, place);
  if (mode === undefined || mode === 'bridge' || mode === 'default') return;
  if (mode === 'host') place.say('otherwise', 'network-host', { line: tree.line, value: tree });
  else place.say('refused', 'network-mode', { line: tree.line, value: tree });
}

/** `SERVICE` or `SERVICE:ALIAS`; it is one that has to be there first, too. */
export function takeLinks(draft: Draft, tree: Tree, place: Place): void {
  for (const { text, line } of leavesOf(tree, place)) {
    const [service = '', alias = service] = text.split(':');
    draft.links.push({ service, alias, line });
    draft.dependsOn.push({ name: service, line, isRequired: true });
  }
}

/** `NAME:ADDRESS` or `NAME=ADDRESS`. Source: Compose Specification, "extra_hosts". */
export function takeExtraHosts(draft: Draft, tree: Tree, place: Place): void {
  draft.lines.hosts ??= tree.line;
  for (const { name, value, line, isSecret } of pairsOf(tree, place, '=:')) {
    const isAddress = /^\d{1,3}(?:\.\d{1,3}){3}$/.test(value ?? '');
    if (isSecret || value === null || !isAddress)
      place.in(name).say('left-out', 'extra-host', { line }, { name });
    else draft.settings.hosts.push({ name, address: value });
  }
}
