import type { Draft, Keys } from './draft.ts';
import { leave, takeKeys, unless } from './draft.ts';
import { leavesOf, namesOf, pairsOf, textOf } from './read-values.ts';
import type { Place } from './report.ts';
import type { Tree } from './tree.ts';

/** All instances of an account are in one network: the names under which one is reached matter, and whether it is closed. */
export function takeNetworks(draft: Draft, tree: Tree, place: Place): void {
  const names = namesOf(tree, place);
  draft.lines.networks = tree.line;
  if (names.length > 0) draft.networks = names;
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

/** Of the file: what is closed by them is said of each service (`closeInternal`). */
export function takeTopNetworks(draft: Draft, tree: Tree, place: Place): void {
  place.say('otherwise', 'networks-one', { line: tree.line });
  if (tree.kind !== 'map') return;
  for (const [name, { value }] of tree.entries) {
    if (value.kind === 'map') takeKeys(topKeys, draft, value, place.in(name));
  }
}

const no = /^(?:false|no|off|n|0|)$/i;
const topKeys: Keys = {
  ...{ name: () => {}, attachable: () => {} },
  driver: unless(/^(?:bridge|overlay|default)$/, 'left-out', 'network-details'),
  internal: unless(no, 'otherwise', 'network-closes'),
  external: unless(no, 'left-out', 'network-external'),
  driver_opts: leave('network-details'),
  ipam: leave('network-details'),
  enable_ipv4: leave('network-details'),
  enable_ipv6: leave('network-details'),
  labels: leave('labels'),
};

export function takeNetworkMode(draft: Draft, tree: Tree, place: Place): void {
  const mode = textOf(tree, place);
  if (mode === undefined || mode === 'bridge' || mode === 'default') return;
  // Neither is in the networks of the file.
  draft.networks = ['host'];
  draft.hasNoNetwork = mode === 'none';
  if (mode === 'none') place.say('otherwise', 'network-none', { line: tree.line, value: tree });
  else if (mode === 'host') place.say('otherwise', 'network-host', { line: tree.line, value: tree });
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
