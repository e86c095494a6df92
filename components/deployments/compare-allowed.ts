import { type ContainerSettings, containerSettings } from '#server/deployments/container-schema.ts';
import type { EvidenceKey, Observation } from '#server/evidence/schema.ts';

export type Match = 'same' | 'different' | 'unknown';
export type AllowedRow = {
  what: 'capabilities' | 'newPrivileges' | 'seccomp' | 'root' | 'devices' | 'outgoing' | 'user';
  /** Words of `deployments.allowed.value`, or what stands for itself. */
  allowed: string;
  found: string | null;
  match: Match;
};

type Rule = {
  what: AllowedRow['what'];
  key: EvidenceKey;
  allowed(settings: ContainerSettings): string;
  /** What was found, as `allowed` says it. */
  read(value: string): string;
  isSame?(settings: ContainerSettings, value: string): boolean;
};

const sorted = (words: readonly string[]) => [...words].sort().join(', ') || 'none';

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
    allowed: ({ capabilities }) => sorted(capabilities),
    read: (value) => (value === 'none' ? value : sorted(value.split(', '))),
  },
  {
    what: 'newPrivileges',
    key: 'app-no-new-privileges',
    allowed: () => 'no',
    read: (value) => (value === 'yes' ? 'no' : 'yes'),
  },
  {
    what: 'seccomp',
    key: 'app-seccomp',
    allowed: ({ seccomp }) => seccomp,
    read: (value) => value,
    // The filter of its shell holds for it too: without one of its own there may still be that.
    isSame: ({ seccomp }, value) => seccomp === 'unconfined' || value.startsWith('filter'),
  },
  {
    what: 'root',
    key: 'app-root',
    allowed: ({ readOnlyRoot }) => (readOnlyRoot ? 'read-only' : 'writable'),
    read: (value) => value,
  },
  {
    what: 'devices',
    key: 'app-devices',
    allowed: ({ devices }) => sorted(devices),
    read: (value) => sorted(value.split('\n').filter((path) => path !== 'none' && !harmless.has(path))),
  },
  {
    what: 'outgoing',
    key: 'app-network',
    allowed: ({ outgoing }) => (outgoing ? 'yes' : 'no'),
    read: (value) => (value === 'none' ? 'no' : 'yes'),
  },
  {
    what: 'user',
    key: 'app-user',
    allowed: ({ user }) => user ?? 'image',
    read: (value) => value,
    // A name means a number that only the image knows.
    isSame: ({ user }, value) => user === null || !/^\d+$/.test(user) || value.split(':')[0] === user,
  },
];

/**
 * What the owner has allowed beside what was found in the running process. `null`: this kind has nothing of the sort.
 * Behind gVisor the process that can be read is gVisor's own, so its rights are shown and not compared.
 */
export function compareAllowed(
  given: Record<string, unknown>,
  observations: readonly Observation[],
): AllowedRow[] | null {
  const settings = containerSettings.safeParse(given).data;
  if (!settings) return null;
  const foundOf = (key: EvidenceKey) => observations.find((each) => each.key === key)?.value ?? null;
  const isBehindGvisor = foundOf('app-platform') !== null;
  return rules.map(({ what, key, allowed, read, isSame }) => {
    const value = foundOf(key);
    const wanted = allowed(settings);
    if (value === null) return { what, allowed: wanted, found: null, match: 'unknown' };
    const found = read(value);
    const isAlike = isSame ? isSame(settings, value) : found === wanted;
    return {
      what,
      allowed: wanted,
      found,
      match: isBehindGvisor ? 'unknown' : isAlike ? 'same' : 'different',
    };
  });
}
