import { describe, expect, it } from 'vitest';
import { isCurrent } from './is-current.ts';

const home = { href: '/admin', exact: true };
const tenants = { href: '/admin/tenants' };
const nodes = { href: '/admin/nodes' };
const all = [home, tenants, nodes];
const current = (path: string) => all.filter((item) => isCurrent(item, all, path));

describe('isCurrent', () => {
  it('marks exactly one item, on its page and on the pages below it', () => {
    expect(current('/admin')).toEqual([home]);
    expect(current('/admin/tenants')).toEqual([tenants]);
    expect(current('/admin/tenants/acme/quota')).toEqual([tenants]);
  });
  it('does not take a longer word for a page below', () => {
    expect(current('/admin/nodes-archive')).toEqual([]);
  });
  it('prefers the longer of two that match', () => {
    const open = { href: '/t/acme' };
    const keys = { href: '/t/acme/ssh-keys' };
    expect(isCurrent(open, [open, keys], '/t/acme/ssh-keys')).toBe(false);
    expect(isCurrent(keys, [open, keys], '/t/acme/ssh-keys')).toBe(true);
  });
});
