import { deriveSource, findReleaseSource } from './deb822.mjs';

const debian = {
  URIs: 'http://deb.debian.org/debian',
  'Signed-By': '/usr/share/keyrings/debian-archive-keyring.gpg',
};

/**
 * Where images are built from: the machine's own Debian mirror where it has one (a provider's mirror, a proxy), the
 * public one otherwise; with the security archive and backports beside it. Backports is pinned low by itself.
 */
export function imageSources(stanzas, { ID, VERSION_CODENAME } = {}, release = 'bookworm') {
  const find = (suite) => (ID === 'debian' ? findReleaseSource(stanzas, suite) : undefined);
  const base = find(VERSION_CODENAME) ?? debian;
  // A mirror that has no security archive of its own is no reason to build an image without the fixes.
  const security = find(`${VERSION_CODENAME}-security`) ?? {
    ...debian,
    URIs: 'http://deb.debian.org/debian-security',
  };
  const backports = find(`${VERSION_CODENAME}-backports`) ?? base;
  return [
    deriveSource(base, `${release} ${release}-updates`),
    deriveSource(security, `${release}-security`),
    deriveSource(backports, `${release}-backports`),
  ].join('\n');
}
