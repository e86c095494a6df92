import type { TaggedInstance } from '#server/incus/instance.ts';
import type { EngineServer } from '#server/incus/server.ts';
import { observer } from './observe.ts';
import type { Observation } from './schema.ts';

type Read = { server: EngineServer; found: TaggedInstance; at: Date };

/** What runs it and how it is set up, as the engine has it now. */
export function engineEvidence({ server, found, at }: Read): Observation[] {
  const { environment } = server;
  const isVm = found.type === 'virtual-machine';
  const runtime = observer('runtime', { origin: 'engine', source: 'GET /1.0', at });
  const kernel = observer('kernel', { origin: 'engine', source: 'GET /1.0', at });
  const config = observer('privileges', { origin: 'engine', source: `config of ${found.name}`, at });
  return [
    runtime.seen('engine', `${environment.server} ${environment.server_version}`),
    runtime.seen('runtime', driver(environment, isVm ? 'qemu' : 'lxc')),
    kernel.seen('kernel', environment.kernel_version),
    kernel.seen('kernel-shared', isVm ? 'own' : 'shared'),
    ...(isVm ? machine(found, at) : container(found, config, at)),
    ...limits(found, at),
  ];
}

/** `lxc | qemu` and `6.0.4 | 9.0.4` belong together, one by one. */
function driver({ driver: names, driver_version }: EngineServer['environment'], wanted: string): string {
  const index = names.split('|').findIndex((name) => name.trim() === wanted);
  return `${wanted} ${driver_version.split('|')[index]?.trim() ?? ''}`.trim();
}

function container(
  { config, expandedConfig }: TaggedInstance,
  privileges: ReturnType<typeof observer>,
  at: Date,
): Observation[] {
  const users = observer('users', { origin: 'engine', source: 'volatile.idmap.current', at });
  const setting = observer('users', { origin: 'engine', source: 'security.privileged', at });
  const isPrivileged = expandedConfig['security.privileged'] === 'true';
  const isNesting = expandedConfig['security.nesting'] === 'true';
  const denies = expandedConfig['security.syscalls.deny_default'] !== 'false';
  return [
    idMap(users, config['volatile.idmap.current']),
    setting.seen('privileged', isPrivileged ? 'yes' : 'no', isPrivileged ? 'worry' : 'none'),
    privileges.seen('nesting', isNesting ? 'yes' : 'no', isNesting ? 'notice' : 'none'),
    privileges.seen('syscall-deny', denies ? 'yes' : 'no', denies ? 'none' : 'worry'),
  ];
}

function idMap(users: ReturnType<typeof observer>, text: string | undefined): Observation {
  const rows = readMap(text).filter(({ Isuid }) => Isuid);
  if (rows.length === 0) return users.seen('id-map-engine', 'none', 'worry');
  const value = rows.map(({ Nsid, Hostid, Maprange }) => `${Nsid} → ${Hostid} (${Maprange})`).join(', ');
  const isRoot = rows.some(({ Hostid }) => Hostid === 0);
  return users.seen('id-map-engine', value, isRoot ? 'worry' : 'none');
}

type MapRow = { Isuid: boolean; Hostid: number; Nsid: number; Maprange: number };

function readMap(text: string | undefined): MapRow[] {
  try {
    const rows: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(rows) ? (rows as MapRow[]) : [];
  } catch {
    return [];
  }
}

function machine({ expandedConfig, expandedDevices }: TaggedInstance, at: Date): Observation[] {
  const config = observer('privileges', { origin: 'engine', source: 'config', at });
  const isSecure = expandedConfig['security.secureboot'] !== 'false';
  const hasTpm = Object.values(expandedDevices).some(({ type }) => type === 'tpm');
  return [
    config.seen('secure-boot', isSecure ? 'yes' : 'no', isSecure ? 'none' : 'notice'),
    config.seen('tpm', hasTpm ? 'yes' : 'no'),
  ];
}

function limits({ expandedConfig, expandedDevices }: TaggedInstance, at: Date): Observation[] {
  const from = (source: string) => observer('limits', { origin: 'engine', source, at });
  const root = Object.values(expandedDevices).find(({ type, path }) => type === 'disk' && path === '/');
  const limit = (
    key: 'limit-cpu' | 'limit-memory' | 'limit-disk',
    source: string,
    value: string | undefined,
  ) => (value ? from(source).seen(key, sized(value)) : from(source).seen(key, 'none', 'worry'));
  return [
    limit('limit-cpu', 'limits.cpu', expandedConfig['limits.cpu']),
    limit('limit-memory', 'limits.memory', expandedConfig['limits.memory']),
    limit('limit-disk', 'size of the root disk', root?.size),
    from('limits.processes').seen('limit-processes', expandedConfig['limits.processes'] ?? 'none'),
  ];
}

/** `536870912B` is 512 MiB; everything else stays as it is. */
function sized(value: string): string {
  const bytes = /^(\d+)B$/.exec(value)?.[1];
  return bytes === undefined ? value : `${Math.round((Number(bytes) / 1024 ** 2) * 10) / 10} MiB`;
}
