import { cleanText } from './clean-text.ts';
import { type ServiceList, type ServiceState, type ServiceView, serviceName } from './schema.ts';

/** Listed at most. */
const most = 500;

/** What the script of `listServices` printed. Names that no command of ours would take are left out. */
export function parseServices(output: string, mark: string): ServiceList {
  const parts = `\n${output}`.split(`\n${mark} `).slice(1);
  const linesOf = (word: string) =>
    parts
      .find((text) => text.startsWith(`${word}\n`))
      ?.slice(word.length + 1)
      .split('\n')
      .filter(Boolean);
  const systemd = linesOf('systemd');
  if (systemd) return listed('systemd', ofSystemd(systemd, linesOf('files') ?? []));
  const openrc = linesOf('openrc');
  if (openrc) return listed('openrc', ofOpenrc(openrc, linesOf));
  const sysvinit = linesOf('sysvinit');
  if (sysvinit) return listed('sysvinit', sysvinit.map(ofSysvinit));
  return { manager: null, services: [] };
}

function listed(
  manager: NonNullable<ServiceList['manager']>,
  services: (ServiceView | undefined)[],
): ServiceList {
  const fit = services.filter(
    (service) => service !== undefined && serviceName.safeParse(service.name).success,
  );
  return {
    manager,
    services: (fit as ServiceView[]).slice(0, most).sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
}

/** `ssh.service loaded active running OpenBSD Secure Shell server`; the files `ssh.service enabled enabled`. */
function ofSystemd(lines: string[], files: string[]): (ServiceView | undefined)[] {
  const boots = new Map(
    files.map((line) => line.trim().split(/\s+/)).map(([unit = '', state = '']) => [unit, state]),
  );
  const known = lines.flatMap((line) => {
    const [, unit = '', load = '', active = '', sub = '', description = ''] =
      /^\s*(\S+)\s+(\S+)\s+(\S+)\s+(\S+)\s*(.*)$/.exec(line) ?? [];
    if (load !== 'loaded' || !unit.endsWith('.service')) return [];
    return [{ unit, state: systemdState(active, sub), description: cleanText(description, 120) }];
  });
  const loaded = new Set(known.map(({ unit }) => unit));
  // Those that are off and asked for by nothing are not loaded; templates are no services yet.
  const others = [...boots].flatMap(([unit, state]) =>
    loaded.has(unit) || unit.endsWith('@.service') || !['enabled', 'disabled'].includes(state)
      ? []
      : [{ unit, state: 'stopped' as const, description: '' }],
  );
  return [...known, ...others].map(({ unit, ...rest }) => {
    const boot = boots.get(unit);
    const startsAtBoot = boot?.startsWith('enabled') ? true : boot === 'disabled' ? false : null;
    return { ...rest, name: unit.slice(0, -'.service'.length), startsAtBoot };
  });
}

function systemdState(active: string, sub: string): ServiceState {
  if (active === 'failed') return 'failed';
  if (active === 'active') return sub === 'exited' ? 'finished' : 'running';
  if (active === 'inactive') return 'stopped';
  return ['activating', 'deactivating', 'reloading', 'refreshing'].includes(active) ? 'changing' : 'unknown';
}

function ofOpenrc(names: string[], linesOf: (word: string) => string[] | undefined): ServiceView[] {
  const [started = [], failed = [], boot = []] = ['started', 'failed', 'boot'].map(linesOf);
  return names.map((name) => ({
    name,
    description: '',
    state: failed.includes(name) ? 'failed' : started.includes(name) ? 'running' : 'stopped',
    startsAtBoot: boot.includes(name),
  }));
}

/** `S 0 ssh`. What the codes mean: Linux Standard Base, "Init Script Actions". */
function ofSysvinit(line: string): ServiceView | undefined {
  const [, boot, code = '', name = ''] = /^([SK]) (\d+) (.*)$/.exec(line) ?? [];
  if (!boot) return undefined;
  const states: Record<string, ServiceState> = {
    '0': 'running',
    '1': 'failed',
    '2': 'failed',
    '3': 'stopped',
  };
  return { name, description: '', state: states[code] ?? 'unknown', startsAtBoot: boot === 'S' };
}
