import { type ContainerSettings, containerSettings } from '#server/deployments/container-schema.ts';
import type { EvidenceKey, Observation } from '#server/evidence/schema.ts';

export type Match = 'same' | 'less' | 'different' | 'unknown';
export type AllowedRow = {
  what:
    | 'platform'
    | 'capabilities'
    | 'effective'
    | 'newPrivileges'
    | 'seccomp'
    | 'root'
    | 'devices'
    | 'outgoing'
    | 'user';
  /** Words of `deployments.allowed.value`, or what stands for itself. */
  allowed: string;
  found: string | null;
  match: Match;
};

type Rule = {
  what: AllowedRow['what'];
  key: EvidenceKey;
  /** Where it is read behind gVisor: there the process that the shell sees is gVisor's own. */
  inside: EvidenceKey;
  allowed(settings: ContainerSettings): string;
  /** What was found, as `allowed` says it. */
  read(value: string): string;
  compare?(settings: ContainerSettings, value: string): Match;
};

const sorted = (words: readonly string[]) => [...words].sort().join(', ') || 'none';
const names = (value: string) => (value === 'none' ? [] : value.split(', '));
const sameIf = (isSame: boolean): Match => (isSame ? 'same' : 'different');

/** What every container has. Source: OCI runtime specification, "Default Devices" and "Dev symbolic links". */
const harmless = new Set(
  'console core fd full mqueue null ptmx pts random shm stderr stdin stdout tty urandom zero'
    .split(' ')
    .map((name) => `/dev/${name}`),
);

const rules: readonly Rule[] = [
  {
    what: 'capabilities',
    key: 'app-bounding',
    inside: 'inside-bounding',
    allowed: ({ capabilities }) => sorted(capabilities),
    read: (value) => sorted(names(value)),
  },
  {
    what: 'effective',
    key: 'app-capabilities',
    inside: 'inside-capabilities',
    allowed: ({ capabilities }) => sorted(capabilities),
    read: (value) => sorted(names(value)),
    // A user other than root may get none of them, whatever is allowed.
    compare: ({ capabilities }, value) => {
      const found = names(value);
      if (found.some((name) => !(capabilities as readonly string[]).includes(name))) return 'different';
      return found.length < capabilities.length ? 'less' : 'same';
    },
  },
  {
    what: 'newPrivileges',
    key: 'app-no-new-privileges',
    inside: 'inside-no-new-privileges',
    allowed: () => 'no',
    read: (value) => (value === 'yes' ? 'no' : 'yes'),
  },
  {
    what: 'seccomp',
    key: 'app-seccomp-own',
    inside: 'inside-seccomp',
    allowed: ({ seccomp }) => seccomp,
    read: (value) => (value === 'yes' ? 'filter' : 'unconfined'),
    // Which of the two filters it is cannot be read.
    compare: ({ seccomp }, value) => sameIf((seccomp !== 'unconfined') === (value === 'yes')),
  },
  {
    what: 'root',
    key: 'app-root',
    inside: 'inside-root',
    allowed: ({ readOnlyRoot }) => (readOnlyRoot ? 'read-only' : 'writable'),
    read: (value) => value,
  },
  {
    what: 'devices',
    key: 'app-devices',
    inside: 'inside-devices',
    allowed: ({ devices }) => sorted(devices),
    read: (value) => sorted(value.split('\n').filter((path) => path !== 'none' && !harmless.has(path))),
  },
  {
    what: 'outgoing',
    key: 'app-network',
    // gVisor uses the network that its own process is in.
    inside: 'app-network',
    allowed: ({ outgoing }) => (outgoing ? 'yes' : 'no'),
    read: (value) => (value === 'none' ? 'no' : 'yes'),
  },
  {
    what: 'user',
    key: 'app-user',
    inside: 'inside-user',
    allowed: ({ user }) => user ?? 'image',
    read: (value) => value,
    // A name means a number that only the image knows.
    compare: ({ user }, value) =>
      sameIf(user === null || !/^\d+$/.test(user) || value.split(':')[0] === user),
  },
];

/** What the owner has allowed beside what was found in the running process. `null`: this kind has nothing of the sort. */
export function compareAllowed(
  given: Record<string, unknown>,
  observations: readonly Observation[],
): AllowedRow[] | null {
  const settings = containerSettings.safeParse(given).data;
  if (!settings) return null;
  const foundOf = (key: EvidenceKey) => observations.find((each) => each.key === key)?.value ?? null;
  const platform = foundOf('app-platform');
  const rows = rules.map(({ what, key, inside, allowed, read, compare }): AllowedRow => {
    const value = foundOf(platform === null ? key : inside);
    const wanted = allowed(settings);
    if (value === null) return { what, allowed: wanted, found: null, match: 'unknown' };
    const found = read(value);
    return { what, allowed: wanted, found, match: compare?.(settings, value) ?? sameIf(found === wanted) };
  });
  if (platform === null) return rows;
  return [{ what: 'platform', allowed: 'by-node', found: platform, match: 'same' }, ...rows];
}
