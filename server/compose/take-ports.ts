import { type Draft, type Keys, leave, takeKeys } from './draft.ts';
import { leavesOf, textOf } from './read-values.ts';
import type { Place } from './report.ts';
import type { Tree } from './tree.ts';

const maxRange = 32;

/**
 * Each instance has an address of its own, so nothing has to be published: the port of the container is the one that
 * is reached. With any port listed the others are closed. Source: Compose Specification, "ports".
 */
export function takePorts(draft: Draft, tree: Tree, place: Place): void {
  draft.lines.ports ??= tree.line;
  draft.lines.published = tree.line;
  const items = tree.kind === 'list' ? tree.items : [tree];
  for (const [index, item] of items.entries()) {
    const at = place.in(index);
    if (item.kind === 'map') takeLong(draft, item, at);
    else for (const leaf of leavesOf(item, at)) takeShort(draft, leaf.text, leaf, at);
  }
}

/** Once all of them are known: where it is reached, and that it is nowhere else. */
export function sayPorts(draft: Draft, place: Place): void {
  const { settings, lines, hasNoNetwork } = draft;
  const ports = settings.ports.map(({ port, protocol }) => `${port}/${protocol}`).join(', ');
  if (!ports) return;
  const at = { line: lines.published ?? lines.ports ?? draft.line };
  const here = place.in(lines.published ? 'ports' : 'expose');
  if (hasNoNetwork) {
    settings.ports = [];
    here.say('left-out', 'ports-none', at);
  } else here.say('otherwise', lines.published ? 'ports-address' : 'expose-closes', at, { ports });
}

/** Reached by the other services; here that is the same as published. */
export function takeExpose(draft: Draft, tree: Tree, place: Place): void {
  draft.lines.ports ??= tree.line;
  for (const leaf of leavesOf(tree, place)) takeShort(draft, leaf.text, leaf, place);
}

function takeShort(draft: Draft, text: string, tree: Tree, place: Place): void {
  const [address = '', protocol = 'tcp'] = text.trim().split('/');
  addRange(draft, address.slice(address.lastIndexOf(':') + 1), protocol, tree, place);
}

function takeLong(draft: Draft, tree: Tree & { kind: 'map' }, place: Place): void {
  const target = tree.entries.get('target');
  const protocol = tree.entries.get('protocol');
  const port = target && textOf(target.value, place.in('target'));
  if (port === undefined) place.say('refused', 'port-invalid', { line: tree.line });
  else {
    const named = protocol && textOf(protocol.value, place.in('protocol'));
    addRange(draft, port, named ?? 'tcp', target?.value ?? tree, place);
  }
  takeKeys(longKeys, draft, tree, place);
}

const taken = () => {};
const longKeys: Keys = {
  ...{ target: taken, protocol: taken, published: taken, host_ip: taken, mode: taken },
  name: leave('port-details'),
  app_protocol: leave('port-details'),
};

function addRange(draft: Draft, range: string, protocol: string, tree: Tree, place: Place): void {
  const [, first = '', last = first] = /^(\d+)(?:-(\d+))?$/.exec(range) ?? [];
  const count = Number(last) - Number(first) + 1;
  const isKnown = protocol === 'tcp' || protocol === 'udp';
  if (first === '' || !isKnown || count < 1 || count > maxRange) {
    place.say('refused', 'port-invalid', { line: tree.line, value: tree });
    return;
  }
  for (let port = Number(first); port <= Number(last); port++) {
    const isThere = draft.settings.ports.some((known) => known.port === port && known.protocol === protocol);
    if (!isThere) draft.settings.ports.push({ port, protocol });
  }
}
