import { describe, expect, it } from 'vitest';
import { queryValue, withQuery } from './with-query.ts';

describe('withQuery', () => {
  it('changes one key, keeps the others and goes back to the first page', () => {
    expect(withQuery('/list', { q: 'web', page: '3' }, { sort: '-name' })).toBe('/list?q=web&sort=-name');
  });
  it('keeps the rest when only the page changes', () => {
    expect(withQuery('/list', { q: 'web', page: '3' }, { page: '4' })).toBe('/list?q=web&page=4');
  });
  it('takes away what is empty or undefined, down to the bare path', () => {
    expect(withQuery('/list', { q: 'web', kind: 'vm' }, { q: '', kind: undefined })).toBe('/list');
  });
  it('repeats a key that has several values', () => {
    expect(withQuery('/list', { state: ['running', 'failed'] }, { page: '2' })).toBe(
      '/list?state=running&state=failed&page=2',
    );
  });
});

describe('queryValue', () => {
  it('takes the first of repeated values', () => {
    expect(queryValue({ sort: ['a', 'b'] }, 'sort')).toBe('a');
    expect(queryValue({}, 'sort')).toBeUndefined();
  });
});
