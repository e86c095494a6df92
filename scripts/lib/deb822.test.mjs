import { describe, expect, test } from 'vitest';
import { deriveSource, findReleaseSource, parseDeb822, parseSourcesList } from './deb822.mjs';

const deb822 = `Types: deb
# a comment in the middle
URIs: http://mirror.example/debian
Suites: bookworm bookworm-updates
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

Types: deb
URIs: http://mirror.example/debian-security
Suites: bookworm-security
Components: main contrib
Signed-By:
 -----BEGIN PGP PUBLIC KEY BLOCK-----
 .
 abc
 -----END PGP PUBLIC KEY BLOCK-----
`;

describe('deb822', () => {
  test('stanzas are read with their many-line fields, comments are not', () => {
    const [release, security] = parseDeb822(deb822);
    expect(release).toEqual({
      Types: 'deb',
      URIs: 'http://mirror.example/debian',
      Suites: 'bookworm bookworm-updates',
      Components: 'main',
      'Signed-By': '/usr/share/keyrings/debian-archive-keyring.gpg',
    });
    expect(security['Signed-By']).toContain('\n abc\n');
  });

  test('the backports source has the servers and the key of the release', () => {
    const source = findReleaseSource(parseDeb822(deb822), 'bookworm');
    expect(deriveSource(source, 'bookworm-backports')).toBe(
      'Types: deb\nURIs: http://mirror.example/debian\nSuites: bookworm-backports\nComponents: main\n' +
        'Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg\n',
    );
  });

  test('a key written out in the source comes along whole', () => {
    const source = findReleaseSource(parseDeb822(deb822), 'bookworm-security');
    const [again] = parseDeb822(deriveSource(source, 'bookworm-security'));
    expect(again['Signed-By']).toBe(source['Signed-By']);
  });

  test('a source that is switched off, of sources only or of another release is none', () => {
    const text = (change) => deb822.replace('Types: deb\n', change);
    expect(findReleaseSource(parseDeb822(text('Types: deb\nEnabled: no\n')), 'bookworm')).toBeUndefined();
    expect(findReleaseSource(parseDeb822(text('Types: deb-src\n')), 'bookworm')).toBeUndefined();
    expect(findReleaseSource(parseDeb822(deb822), 'trixie')).toBeUndefined();
  });
});

test('the one-line format gives the same stanzas', () => {
  const text = `# deb http://off.example/debian bookworm main
deb [arch=amd64 signed-by=/usr/share/keyrings/k.gpg] http://mirror.example/debian bookworm main contrib # ours
deb-src http://mirror.example/debian bookworm main
deb http://mirror.example/debian bookworm-updates main`;
  const stanzas = parseSourcesList(text);
  expect(stanzas).toHaveLength(2);
  expect(findReleaseSource(stanzas, 'bookworm')).toEqual({
    Types: 'deb',
    URIs: 'http://mirror.example/debian',
    Suites: 'bookworm',
    Components: 'main contrib',
    'Signed-By': '/usr/share/keyrings/k.gpg',
  });
});
