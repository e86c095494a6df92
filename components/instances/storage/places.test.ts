import { expect, test } from 'vitest';
import type { InstanceView } from '#server/instances/schema.ts';
import type { VaultView } from '#server/vaults/schema.ts';
import { placesFor } from './places.ts';

const node = { id: 'node-1', name: 'node-1' };
const vault = (id: string, part: Partial<VaultView> = {}) =>
  ({ id, name: id, node, state: 'open', isDedicated: false, instances: [], ...part }) as VaultView;
const instance = (part: Partial<InstanceView> = {}) =>
  ({ id: 'web', node, vault: null, ...part }) as InstanceView;
const ids = (places: VaultView[]) => places.map(({ id }) => id);

test('vaults of its own node, but not the one that it is in', () => {
  const there = vault('there');
  const elsewhere = vault('elsewhere', { node: { id: 'node-2', name: 'node-2' } });
  expect(ids(placesFor(instance(), [there, elsewhere]))).toEqual(['there']);
  const inside = instance({ vault: { ...there, keyMode: 'provider' } });
  expect(ids(placesFor(inside, [there, vault('other')]))).toEqual(['other']);
});

test('of those for one instance alone the empty ones; none that is destroyed', () => {
  const other = { id: 'db', name: 'db', state: 'running' };
  const places = placesFor(instance(), [
    vault('empty', { isDedicated: true }),
    vault('taken', { isDedicated: true, instances: [other] }),
    vault('gone', { state: 'shredded' }),
  ]);
  expect(ids(places)).toEqual(['empty']);
});

test('nothing for what is on no node', () => {
  expect(placesFor(instance({ node: null }), [vault('there')])).toEqual([]);
});
