import { describe, expect, it } from 'vitest';
import { filterCommands } from './filter-commands.ts';
import type { CommandItem } from './shell-props.ts';

const go: CommandItem = { id: '1', label: 'SSH keys', href: '/keys', group: 'go', keywords: 'public' };
const create: CommandItem = { id: '2', label: 'New instance', href: '/new', group: 'create' };
const found: CommandItem = { id: '3', label: 'web-1', href: '/i/1', group: 'found' };

describe('filterCommands', () => {
  it('shows everything for no text, in groups', () => {
    expect(filterCommands([create, go], [], ' ').map((group) => group.value)).toEqual(['go', 'create']);
  });
  it('wants every word, anywhere, in any case', () => {
    expect(filterCommands([create, go], [], 'KEYS pub')).toEqual([{ value: 'go', items: [go] }]);
    expect(filterCommands([create, go], [], 'keys instance')).toEqual([]);
  });
  it('trusts what the server found, and puts it first', () => {
    const groups = filterCommands([create], [found], 'new');
    expect(groups.map((group) => group.value)).toEqual(['found', 'create']);
  });
});
