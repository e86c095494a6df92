import { describe, expect, it } from 'vitest';
import { safeNext } from './safe-next.ts';

describe('safeNext', () => {
  it('keeps a page of ours with its query', () => {
    expect(safeNext('/t/acme/instances?state=running#top')).toBe('/t/acme/instances?state=running#top');
  });

  it.each([
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example/',
    '/\t/evil.example/',
    '/\n/evil.example/',
    '\\\\evil.example/',
    '/.//evil.example/',
    '/x/..//evil.example/',
    '/%2e//evil.example/',
    ' //evil.example',
    'javascript:alert(1)',
    'evil.example',
    'http:evil.example',
    '',
  ])('refuses %j', (next) => {
    const safe = safeNext(next);
    expect(safe).toBeUndefined();
  });

  it('refuses the sign-in itself and calls', () => {
    expect(safeNext('/sign-in?next=/account')).toBeUndefined();
    expect(safeNext('/api/v1/instances')).toBeUndefined();
    expect(safeNext(undefined)).toBeUndefined();
  });
});
