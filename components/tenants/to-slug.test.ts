import { expect, test } from 'vitest';
import { tenantSlug } from '#server/tenants/schema.ts';
import { toSlug } from './to-slug.ts';

test('what is suggested is what the server takes', () => {
  const names = [
    'Acme Ltd.',
    'Acme & Söhne',
    '42 Vögel',
    `${'long '.repeat(10)}name`,
    'Dash at 31 characters long xx-',
  ];
  expect(names.map(toSlug)).toEqual([
    'acme-ltd',
    'acme-sohne',
    'vogel',
    'long-long-long-long-long-long-lo',
    'dash-at-31-characters-long-xx',
  ]);
  for (const name of names) expect(tenantSlug.safeParse(toSlug(name)).success, name).toBe(true);
});

test('a name without a usable letter suggests nothing', () => {
  expect(toSlug('ООО Ромашка')).toBe('');
});
