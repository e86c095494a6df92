import { type Keys, leave, newDraft, takeKeys, unless } from './draft.ts';
import { Place, type Report } from './report.ts';
import { takeTopNetworks } from './take-networks.ts';
import type { MapTree } from './tree.ts';

const taken = () => {};
/** Of a volume: its own settings are those of the disk of its instance. */
const volumeKeys: Keys = {
  name: leave('volume-details'),
  driver: unless(/^(?:local|default)$/, 'left-out', 'volume-driver'),
  driver_opts: leave('volume-driver'),
  external: unless(/^(?:false|no|off)$/i, 'left-out', 'volume-external'),
  labels: leave('labels'),
};

/** Every key of the file itself. Source: the Compose Specification. */
export const topKeys: Keys = {
  ...{ services: taken, name: taken },
  version: (_draft, tree, place) => place.say('otherwise', 'version', { line: tree.line, value: tree }),
  include: leave('include'),
  models: leave('models'),
  secrets: leave('secrets-top'),
  configs: leave('configs-top'),
  networks: takeTopNetworks,
  volumes: (draft, tree, place) => {
    if (tree.kind !== 'map') return;
    for (const [name, { value }] of tree.entries) {
      if (value.kind === 'map') takeKeys(volumeKeys, draft, value, place.in(name));
    }
  },
};

/** Names what of the file is no service. */
export function readTop(tree: MapTree, report: Report): void {
  takeKeys(
    topKeys,
    newDraft('', 1, () => () => undefined),
    tree,
    new Place(report, '', null),
  );
}
