import { containerDevices } from '#server/deployments/container-schema.ts';
import type { Draft } from './draft.ts';
import { textOf } from './read-values.ts';
import type { Place } from './report.ts';
import type { Tree } from './tree.ts';

/** Devices of the machine are not to be had, but for two that every shell may have. */
export function takeDevices(draft: Draft, tree: Tree, place: Place): void {
  draft.lines.devices ??= tree.line;
  const items = tree.kind === 'list' ? tree.items : [tree];
  for (const [index, item] of items.entries()) {
    const at = place.in(index);
    const source = item.kind === 'map' ? item.entries.get('source')?.value : item;
    const text = source && textOf(source, at);
    const [from, to = from] = (text ?? '').split(':');
    const device = containerDevices.find((known) => known === from && known === to);
    if (!device) at.say('refused', 'device', { line: item.line, value: source ?? item });
    else if (!draft.settings.devices.includes(device)) draft.settings.devices.push(device);
  }
}
