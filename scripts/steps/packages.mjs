import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { aptInstall, aptUpdate, missingPackages, readSources } from '../lib/apt.mjs';
import { deriveSource, findReleaseSource } from '../lib/deb822.mjs';
import { incusSource, readOsRelease } from '../lib/os-release.mjs';
import { StepError } from '../lib/step-error.mjs';

const tools = [
  'btrfs-progs',
  'ca-certificates',
  'cryptsetup-bin',
  'dnsmasq-base',
  'e2fsprogs',
  'iproute2',
  'lxcfs',
  'mmdebstrap',
  'nftables',
  'python3',
  'squashfs-tools',
];
const suiteFile = '/etc/apt/sources.list.d/berth-backports.sources';

/** Incus and what it and the image recipes need, from the system's own archive. */
export const packages = {
  name: 'packages',
  async run(ctx) {
    if (ctx.remote) return 'packages: none needed here';
    const extra = ctx.extraPackages ?? [];
    const missing = await missingPackages([...tools, ...extra]);
    const needsIncus =
      !existsSync('/usr/bin/incusd') && (await missingPackages(['incus'])).length > 0 && !hasIncus();
    if (!missing.length && !needsIncus) return 'packages already there';
    const { suite } = incusSource(readOsRelease());
    if (needsIncus && suite) addSuite(suite);
    await aptUpdate();
    if (needsIncus) await aptInstall(['incus'], { suite });
    if (missing.length) await aptInstall(missing);
    return `packages: ${[...(needsIncus ? ['incus'] : []), ...missing].join(', ')}`;
  },
};

/** Incus may come from elsewhere than a package named incus (incus-base, Zabbly's builds, by hand). */
function hasIncus() {
  return [
    '/usr/libexec/incus/incusd',
    '/usr/lib/incus/incusd',
    '/opt/incus/bin/incusd',
    '/usr/sbin/incusd',
  ].some(existsSync);
}

function addSuite(suite) {
  const stanzas = readSources();
  const codename = suite.replace(/-backports$/, '');
  const derived = stanzas.some((stanza) => stanza.Suites?.split(/\s+/).includes(suite));
  if (derived) return;
  const source = findReleaseSource(stanzas, codename);
  if (!source) {
    throw new StepError(
      `no apt source of ${codename} was found, so ${suite} (where Incus is) cannot be added beside it`,
      `add a source of ${suite} under /etc/apt/sources.list.d, then run again`,
    );
  }
  const text = deriveSource(source, suite);
  if (!existsSync(suiteFile) || readFileSync(suiteFile, 'utf8') !== text) writeFileSync(suiteFile, text);
}
