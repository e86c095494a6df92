import type { ContainerSettings } from '#server/deployments/container-schema.ts';
import { containerSettings } from '#server/deployments/container-schema.ts';

/** Rows are told apart by a key: one that is removed in the middle must not take another's typing with it. */
export type Row<T> = T & { key: string };
/** A secret value is in no draft: its input alone holds it (environment-value.tsx). `isKept`: it has one already. */
export type VariableRow = Row<{
  name: string;
  value: string;
  isSecret: boolean;
  isKept: boolean;
  hint: string;
}>;
export type PortRow = Row<{ port: string; protocol: 'tcp' | 'udp' }>;
export type VolumeRow = Row<{ name: string; path: string }>;

export const healthKinds = ['none', 'http', 'tcp', 'command'] as const;
export interface HealthDraft {
  kind: (typeof healthKinds)[number];
  port: string;
  path: string;
  command: string;
  intervalSeconds: string;
  timeoutSeconds: string;
  retries: string;
  startSeconds: string;
}

type Allowed = Pick<ContainerSettings, 'capabilities' | 'readOnlyRoot' | 'devices' | 'outgoing' | 'seccomp'>;

/** How an image is run, while it is being typed: numbers are text, lists of words are lines. */
export interface ContainerDraft extends Allowed {
  image: string;
  command: string;
  entrypoint: string;
  workingDir: string;
  environment: VariableRow[];
  ports: PortRow[];
  /** Lines `address name`, as /etc/hosts has them. */
  hosts: string;
  volumes: VolumeRow[];
  user: string;
  restart: { policy: ContainerSettings['restart']['policy']; max: string };
  health: HealthDraft;
  stopSeconds: string;
}

/** A new one; or what is deployed, with its secret values kept unless others are typed. */
export function containerDraft(given: unknown = {}): ContainerDraft {
  const parsed = containerSettings.safeParse({ image: 'none', ...(given as object) });
  const settings = parsed.data ?? containerSettings.parse({ image: 'none' });
  const { image } = given as { image?: string };
  const { capabilities, readOnlyRoot, devices, outgoing, seccomp } = settings;
  return {
    ...{ capabilities, readOnlyRoot, devices, outgoing, seccomp },
    image: image ?? '',
    command: lines(settings.command),
    entrypoint: lines(settings.entrypoint),
    workingDir: settings.workingDir ?? '',
    environment: keyed(
      settings.environment.map(({ name, value, isSecret }) => ({
        ...{ name, isSecret, value: isSecret ? '' : (value ?? ''), isKept: isSecret, hint: '' },
      })),
    ),
    ports: keyed(settings.ports.map(({ port, protocol }) => ({ port: String(port), protocol }))),
    hosts: settings.hosts.map(({ name, address }) => `${address} ${name}`).join('\n'),
    volumes: keyed(settings.volumes),
    user: settings.user ?? '',
    restart: { policy: settings.restart.policy, max: text(settings.restart.max) },
    health: healthDraft(settings.health),
    stopSeconds: String(settings.stopSeconds),
  };
}

/** What is posted and what the API takes. A secret value is null in it: it is posted by itself, or kept. */
export function toContainerSettings(draft: ContainerDraft): Record<string, unknown> {
  const { image, command, environment, ports, volumes, user, restart, health, stopSeconds, ...rest } = draft;
  const { entrypoint, workingDir, hosts, ...allowed } = rest;
  return {
    ...allowed,
    image: image.trim(),
    command: unlines(command),
    entrypoint: unlines(entrypoint),
    workingDir: workingDir.trim() || null,
    environment: environment.map(({ name, value, isSecret }) => ({
      ...{ name: name.trim(), value: isSecret ? null : value, isSecret },
    })),
    ports: ports.map(({ port, protocol }) => ({ port, protocol })),
    hosts: (unlines(hosts) ?? []).map(toHost),
    volumes: volumes.map(({ name, path }) => ({ name: name.trim(), path: path.trim() })),
    user: user.trim() || null,
    restart: { policy: restart.policy, max: restart.policy === 'on-failure' ? restart.max || null : null },
    health: toHealth(health),
    stopSeconds,
  };
}

/** `10.0.0.5 db`; what is missing is refused by name. */
function toHost(line: string): { address: string; name: string } {
  const [address = '', ...names] = line.trim().split(/\s+/);
  return { address, name: names.join(' ') };
}

/** A key that no row of the list has. */
export function nextKey(rows: readonly { key: string }[]): string {
  return String(1 + Math.max(0, ...rows.map(({ key }) => Number(key))));
}

function healthDraft(health: ContainerSettings['health']): HealthDraft {
  const test = health?.test;
  return {
    kind: test?.kind ?? 'none',
    port: test && 'port' in test ? String(test.port) : '',
    path: test && 'path' in test ? test.path : '/',
    command: test && 'command' in test ? lines(test.command) : '',
    intervalSeconds: text(health?.intervalSeconds ?? 30),
    timeoutSeconds: text(health?.timeoutSeconds ?? 5),
    retries: text(health?.retries ?? 3),
    startSeconds: text(health?.startSeconds ?? 30),
  };
}

function toHealth({ kind, port, path, command, ...times }: HealthDraft): Record<string, unknown> | null {
  if (kind === 'none') return null;
  const test = {
    http: { kind, port, path: path.trim() || '/' },
    tcp: { kind, port },
    command: { kind, command: unlines(command) ?? [] },
  }[kind];
  return { test, ...times };
}

/** One word a line: nothing has to be quoted. */
function lines(words: readonly string[] | null): string {
  return (words ?? []).join('\n');
}

function unlines(typed: string): string[] | null {
  const words = typed.split(/\r?\n/).filter((word) => word !== '');
  return words.length === 0 ? null : words;
}

function text(value: number | null): string {
  return value === null ? '' : String(value);
}

function keyed<T extends object>(rows: readonly T[]): Row<T>[] {
  return rows.map((row, index) => ({ ...row, key: String(index + 1) }));
}
