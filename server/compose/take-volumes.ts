import type { Draft, Keys } from './draft.ts';
import { leave, takeKeys, unless } from './draft.ts';
import { leafOf, textOf } from './read-values.ts';
import type { Place } from './report.ts';
import type { MapTree, Tree } from './tree.ts';

/** Named volumes are taken; what is of the machine where the file lies is not here. Source: "volumes" of a service. */
export function takeVolumes(draft: Draft, tree: Tree, place: Place): void {
  draft.lines.volumes ??= tree.line;
  const items = tree.kind === 'list' ? tree.items : [tree];
  for (const [index, item] of items.entries()) {
    const at = place.in(index);
    if (item.kind === 'map') takeLong(draft, item, at);
    else takeShort(draft, item, at);
  }
}

function takeShort(draft: Draft, tree: Tree, place: Place): void {
  const leaf = leafOf(tree, place);
  if (!leaf || leaf.isNull) return;
  const [source = '', path, ...rest] = leaf.text.split(':');
  if (path === undefined) {
    place.say('left-out', 'volume-anonymous', { line: tree.line, value: tree });
    return;
  }
  const modes = rest.join(':').split(',');
  // `C:\x:/x`, `C:/x:/x`
  const isDrive = /^[A-Za-z]$/.test(source) && (path.startsWith('\\') || rest[0]?.startsWith('/'));
  if (isDrive || /^[./~\\]/.test(source)) {
    const [from, to] = isDrive ? [`${source}:${path}`, rest[0]] : [source, path];
    refuseBind(tree, place, from, to);
  } else {
    if (modes.includes('ro')) place.say('left-out', 'volume-read-only', { line: tree.line, value: tree });
    add(draft, { source, path, tree, place });
  }
}

function takeLong(draft: Draft, tree: MapTree, place: Place): void {
  const word = (key: string) => {
    const entry = tree.entries.get(key);
    return entry && textOf(entry.value, place.in(key));
  };
  const [type = 'volume', source, path] = [word('type'), word('source'), word('target')];
  if (type === 'bind') {
    refuseBind(tree, place, source ?? '', path);
    return;
  }
  if (type === 'tmpfs') {
    draft.tmpfs.push({ path: path ?? '', tree, place });
    return;
  }
  if (type !== 'volume') {
    place.say('refused', 'volume-type', { line: tree.line }, { type });
    return;
  }
  if (!source) {
    place.say('left-out', 'volume-anonymous', { line: tree.line });
    return;
  }
  if (!path) {
    place.say('refused', 'wrong-shape', { line: tree.line });
    return;
  }
  takeKeys(longKeys, draft, tree, place);
  add(draft, { source, path, tree, place });
}

const taken = () => {};
const longKeys: Keys = {
  ...{ type: taken, source: taken, target: taken },
  read_only: unless(/^(?:false|no|off)$/i, 'left-out', 'volume-read-only'),
  volume: leave('volume-options'),
  bind: leave('volume-options'),
  tmpfs: leave('volume-options'),
  image: leave('volume-options'),
  consistency: leave('volume-options'),
};

const engineSocket = /docker\.sock|podman\.sock|containerd\.sock/;
const timeZone = /^\/etc\/(?:localtime|timezone)$/;
/** What monitors look at. */
const ofMachine =
  /^\/(?:$|(?:boot|dev|proc|run|sys|lib\/modules|var\/(?:log|run)|var\/lib\/(?:docker|containers))(?:\/|$))/;

function refuseBind(tree: Tree, place: Place, source: string, path = ''): void {
  const at = { line: tree.line, value: tree };
  if (engineSocket.test(source)) place.say('refused', 'engine-socket', at);
  else if (timeZone.test(source)) place.say('left-out', 'volume-time-zone', at);
  else if (ofMachine.test(source)) place.say('left-out', 'volume-system', at, { source });
  else place.say('left-out', 'volume-bind', at, { source, path });
}

type Volume = { source: string; path: string; tree: Tree; place: Place };

function add(draft: Draft, { source, path, tree, place }: Volume): void {
  const name = source.toLowerCase().replaceAll('.', '-');
  if (draft.settings.volumes.some((known) => known.name === name)) {
    place.say('left-out', 'volume-twice', { line: tree.line, value: tree }, { volume: source });
    return;
  }
  draft.settings.volumes.push({ name, path: withoutEnd(path) });
  draft.volumeLines.set(source, tree.line);
}

/** `/data/` is `/data`. */
export function withoutEnd(path: string): string {
  return path.replace(/(?<=.)\/+$/, '');
}
