import { describe, expect, it } from 'vitest';
import { toListInput } from './to-list-input.ts';

describe('toListInput', () => {
  it('shows the newest first where the address says nothing', () => {
    expect(toListInput('acme', {})).toMatchObject({
      tenant: 'acme',
      sort: 'created',
      order: 'desc',
      page: 1,
    });
  });
  it('reads column and direction from one word', () => {
    expect(toListInput('acme', { sort: 'name' })).toMatchObject({ sort: 'name', order: 'asc' });
    expect(toListInput('acme', { sort: '-memory', page: '3' })).toMatchObject({
      sort: 'memory',
      order: 'desc',
      page: 3,
    });
  });
  it('passes over what no list can be asked for', () => {
    expect(toListInput('acme', { sort: 'secret', state: 'bored', page: '-1', q: 'web' })).toMatchObject({
      sort: 'created',
      page: 1,
      search: 'web',
    });
  });
});
