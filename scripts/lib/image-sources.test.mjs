import { expect, test } from 'vitest';
import { parseDeb822 } from './deb822.mjs';
import { imageSources } from './image-sources.mjs';

const trixie = parseDeb822(`Types: deb
URIs: http://mirror.example/debian
Suites: trixie trixie-updates
Components: main
Signed-By: /k.gpg

Types: deb
URIs: http://mirror.example/security
Suites: trixie-security
Components: main
Signed-By: /k.gpg
`);

test('on a later Debian the image is built from the same mirrors, of its own release', () => {
  const [base, security, backports] = parseDeb822(
    imageSources(trixie, { ID: 'debian', VERSION_CODENAME: 'trixie' }),
  );
  expect(backports).toMatchObject({ URIs: 'http://mirror.example/debian', Suites: 'bookworm-backports' });
  expect(base).toMatchObject({ URIs: 'http://mirror.example/debian', Suites: 'bookworm bookworm-updates' });
  expect(security).toMatchObject({ URIs: 'http://mirror.example/security', Suites: 'bookworm-security' });
});

test('on another system the public archives are used, also where a source looks alike', () => {
  const [base, security] = parseDeb822(imageSources(trixie, { ID: 'ubuntu', VERSION_CODENAME: 'trixie' }));
  expect(base.URIs).toBe('http://deb.debian.org/debian');
  expect(security.URIs).toBe('http://deb.debian.org/debian-security');
});
