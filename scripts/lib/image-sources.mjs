import { deriveSource, findReleaseSource } from './deb822.mjs';

const debian = {
  URIs: 'http://deb.debian.org/debian',
  'Signed-By': '/usr/share/keyrings/debian-archive-keyring.gpg',
};

/**
 * Where the Debian 12 image is built from: the machine's own Debian mirror where it has one (a provider's
 * mirror, a proxy), the public one otherwise; with the security archive beside it.
 */
export function imageSources(stanzas, { ID, VERSION_CODENAME } = {}, release = 'bookworm') {
  const own = ID === 'debian' ? findReleaseSource(stanzas, VERSION_CODENAME) : undefined;
  const security = ID === 'debian' ? findReleaseSource(stanzas, `${VERSION_CODENAME}-security`) : undefined;
  const base = own ?? debian;
  const updates = security ?? { ...debian, URIs: 'http://deb.debian.org/debian-security' };
  // A mirror that has no security archive of its own is no reason to build an image without the fixes.
  return `${deriveSource(base, `${release} ${release}-updates`)}\n${deriveSource(updates, `${release}-security`)}`;
}
