import { readFileSync } from 'node:fs';

/** `/etc/os-release` as an object; the path can be another one, to try the messages for other systems. */
export function readOsRelease(file = process.env.BERTH_OS_RELEASE ?? '/etc/os-release') {
  try {
    return parseOsRelease(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}

export function parseOsRelease(text) {
  return Object.fromEntries(
    text
      .split('\n')
      .map((line) => /^([A-Z_]+)="?(.*?)"?$/.exec(line))
      .filter(Boolean)
      .map(([, key, value]) => [key, value]),
  );
}

/**
 * Which packages give this system Incus 6.0 or later. `suite` is an archive suite to add beside the
 * machine's own; undefined when the system is none that Berth can set up by itself.
 */
export function incusSource({ ID, VERSION_ID, VERSION_CODENAME }) {
  const version = Number.parseFloat(VERSION_ID);
  if (ID === 'debian') {
    if (version === 12) return { suite: `${VERSION_CODENAME}-backports` };
    if (version >= 13 || VERSION_ID === undefined) return {};
  }
  if (ID === 'ubuntu' && version >= 24.04) return {};
  return undefined;
}
