import { expect, test } from 'vitest';
import { incusSource, parseOsRelease } from './os-release.mjs';

test('quotes around values are no part of them', () => {
  expect(parseOsRelease('ID=debian\nPRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\n# x\n')).toEqual({
    ID: 'debian',
    PRETTY_NAME: 'Debian GNU/Linux 12 (bookworm)',
  });
});

test.each([
  [{ ID: 'debian', VERSION_ID: '12', VERSION_CODENAME: 'bookworm' }, { suite: 'bookworm-backports' }],
  [{ ID: 'debian', VERSION_ID: '13', VERSION_CODENAME: 'trixie' }, {}],
  [{ ID: 'debian', VERSION_CODENAME: 'forky' }, {}],
  [{ ID: 'ubuntu', VERSION_ID: '24.04', VERSION_CODENAME: 'noble' }, {}],
  [{ ID: 'ubuntu', VERSION_ID: '22.04', VERSION_CODENAME: 'jammy' }, undefined],
  [{ ID: 'debian', VERSION_ID: '11', VERSION_CODENAME: 'bullseye' }, undefined],
  [{ ID: 'fedora', VERSION_ID: '42' }, undefined],
  [{}, undefined],
])('%o gets Incus from %o', (os, source) => {
  expect(incusSource(os)).toEqual(source);
});
