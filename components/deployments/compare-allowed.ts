import { type ContainerSettings, containerSettings } from '#server/deployments/container-schema.ts';
import type { EvidenceKey, Observation } from '#server/evidence/schema.ts';

export type Match = 'same' | 'less' | 'partly' | 'different' | 'unknown';
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
  read(value: string, settings: ContainerSettings, isSandbox: boolean): string;
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

/** It has this one whatever is allowed: a device of its own making, behind which is nothing of the node. */
const ofGvisor = '/dev/fuse';
const isOneOf = (word: string, words: readonly string[]) => words.includes(word);

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
      if (found.some((name) => !isOneOf(name, capabilities))) return 'different';
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
    // Which of the two filters it is cannot be read, and the usual one allows more than the strict one.
    compare: ({ seccomp }, value) => {
      if ((seccomp !== 'unconfined') !== (value === 'yes')) return 'different';
      return seccomp === 'strict' ? 'partly' : 'same';
    },
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
    read: (value, { devices }, isSandbox) => {
      const isOwn = (path: string) => isSandbox && path === ofGvisor && !isOneOf(path, devices);
      const found = value.split('\n').filter((path) => path !== 'none' && !harmless.has(path));
      return sorted(found.filter((path) => !isOwn(path)));
    },
  },
  {
    what: 'outgoing',
    key: 'app-outgoing',
    // gVisor uses the network that its own process is in.
    inside: 'app-outgoing',
    allowed: ({ outgoing }) => (outgoing ? 'yes' : 'no'),
    read: (value) => value,
  },
  {
    what: 'user',
    key: 'app-user',
    inside: 'inside-user',
    allowed: ({ user }) => user ?? 'image',
    read: (value) => value,
    // A name means a number that only the image knows, and so does a user who is the image's own.
    compare: ({ user }, value) => {
      const found = value.split(':');
      const wanted = (user ?? 'image').split(':');
      const isNumber = (word: string) => /^\d+$/.test(word);
      if (wanted.some((word, at) => isNumber(word) && Number(word) !== Number(found[at]))) return 'different';
      return wanted.every(isNumber) ? 'same' : 'unknown';
    },
  },
];

type Version = { number: number; settings: Record<string, unknown> };
/** `otherVersion`: while another one is tried, the process is of that, and nothing is compared. */
export type Compared = { rows: AllowedRow[]; otherVersion: string | null };

/** What the owner has allowed beside what was found in the running process. `null`: this kind has nothing of the sort. */
export function compareAllowed(version: Version, observations: readonly Observation[]): Compared | null {
  const settings = containerSettings.safeParse(version.settings).data;
  if (!settings) return null;
  const seen = (key: EvidenceKey) => observations.find((each) => each.key === key)?.value ?? null;
  const running = seen('app-version');
  const otherVersion = running === String(version.number) ? null : running;
  const foundOf = (key: EvidenceKey) => (otherVersion === null ? seen(key) : null);
  const platform = foundOf('app-platform');
  const rows = rules.map(({ what, key, inside, allowed, read, compare }): AllowedRow => {
    const value = foundOf(platform === null ? key : inside);
    const wanted = allowed(settings);
    if (value === null) return { what, allowed: wanted, found: null, match: 'unknown' };
    const found = read(value, settings, platform !== null);
    const match = compare?.(settings, value) ?? sameIf(found === wanted);
    return { what, allowed: wanted, found, match };
  });
  if (platform === null) return { rows, otherVersion };
  const ofPlatform = { what: 'platform', allowed: 'by-node', found: platform, match: 'same' } as const;
  return { rows: [ofPlatform, ...rows], otherVersion };
}
