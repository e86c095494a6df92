import { randomBytes } from 'node:crypto';
import { runInGuest } from '#server/guests/run-in-guest.ts';
import type { LookedAt } from '#server/instances/kinds/kind-parts.ts';
import { capabilityNames } from './capability-names.ts';
import { observer } from './observe.ts';
import { parseGuestFacts } from './parse-guest-facts.ts';
import type { EvidenceKey, Observation } from './schema.ts';

/** Built-in words of the shell and files of the kernel; what a file may say as it likes cannot know the mark. */
const script = `exec 2>/dev/null
read -r mark
say() { printf '%s %s %s\\n' "$mark" "$1" "$2"; }
while read -r key value; do
  case $key in
    CapEff:) say effective "$value" ;;
    CapBnd:) say bounding "$value" ;;
    NoNewPrivs:) say no-new "$value" ;;
    Seccomp:) say seccomp "$value" ;;
    Seccomp_filters:) say filters "$value" ;;
  esac
done </proc/1/status
map=
while read -r inside outside count; do map="$map$inside $outside $count, "; done </proc/1/uid_map
say map "$map"
read -r lsm </proc/1/attr/current && say lsm "$lsm"
read -r release </proc/sys/kernel/osrelease && say kernel "$release"
while read -r key value unit; do case $key in MemTotal:) say memory "$value"; break ;; esac; done </proc/meminfo
cpus=0
while read -r key rest; do case $key in processor) cpus=$((cpus + 1)) ;; esac; done </proc/cpuinfo
say cpus "$cpus"
`;

const asked: readonly EvidenceKey[] = [
  'id-map-inside',
  'capabilities',
  'capabilities-bounding',
  'seccomp',
  'no-new-privileges',
  'lsm',
  'kernel-seen',
  'memory-seen',
  'cpus-seen',
];
const sectionOf = (key: EvidenceKey) =>
  key === 'id-map-inside'
    ? 'users'
    : key === 'kernel-seen'
      ? 'kernel'
      : key === 'memory-seen' || key === 'cpus-seen'
        ? 'limits'
        : 'privileges';

/** How its first process is held, as the kernel tells it inside: for every kind that is a container to the engine. */
export async function guestEvidence({ ctx, ref, instance }: LookedAt): Promise<Observation[]> {
  const at = ctx.now();
  const place = (source: string) => ({ origin: 'guest', source, at }) as const;
  const unknown = (reason: 'not-running' | 'no-answer') =>
    asked.map((key) => observer(sectionOf(key), place('/proc')).unknown(key, reason));
  if (instance.state !== 'running') return unknown('not-running');
  const mark = randomBytes(12).toString('hex');
  const ran = await runInGuest(ctx, ref, { script, stdin: `${mark}\n` }).catch(() => undefined);
  if (!ran) return unknown('no-answer');
  return toObservations(parseGuestFacts(ran.stdout, mark), at);
}

/** From what was said: exported for its test. */
export function toObservations(facts: ReadonlyMap<string, string>, at: Date): Observation[] {
  const from = (section: Observation['section'], source: string) =>
    observer(section, { origin: 'guest', source, at });
  const status = from('privileges', '/proc/1/status');
  const masks = { effective: facts.get('effective') ?? '', bounding: facts.get('bounding') ?? '' };
  const mask = (key: EvidenceKey, text: string) =>
    /^[0-9a-f]{1,16}$/.test(text)
      ? status.seen(key, capabilityNames(text))
      : status.unknown(key, 'no-answer');
  return [
    userMap(from('users', '/proc/1/uid_map'), facts.get('map') ?? ''),
    mask('capabilities', masks.effective),
    mask('capabilities-bounding', masks.bounding),
    seccomp(status, facts),
    facts.has('no-new')
      ? status.seen('no-new-privileges', facts.get('no-new') === '1' ? 'yes' : 'no')
      : status.unknown('no-new-privileges', 'no-answer'),
    lsm(from('privileges', '/proc/1/attr/current'), facts.get('lsm')),
    said(from('kernel', '/proc/sys/kernel/osrelease'), 'kernel-seen', facts.get('kernel')),
    memory(from('limits', '/proc/meminfo'), facts.get('memory')),
    said(from('limits', '/proc/cpuinfo'), 'cpus-seen', facts.get('cpus')),
  ];
}

type From = ReturnType<typeof observer>;

function said(from: From, key: EvidenceKey, value: string | undefined): Observation {
  return value ? from.seen(key, value) : from.unknown(key, 'no-answer');
}

/** Root inside must be nobody outside: a map that leads to 0 is the node's own root. */
function userMap(from: From, map: string): Observation {
  const rows = map.split(',').map((row) => row.trim().split(' ').map(Number));
  const whole = rows.filter((row) => row.length === 3 && row.every(Number.isInteger));
  if (whole.length === 0) return from.unknown('id-map-inside', 'no-answer');
  const text = whole.map(([inside, outside, count]) => `${inside} → ${outside} (${count})`).join(', ');
  const isRoot = whole.some(([, outside]) => outside === 0);
  return from.seen('id-map-inside', text, isRoot ? 'worry' : 'none');
}

/** Source: proc_pid_status(5): 0 off, 1 strict, 2 filter. */
function seccomp(from: From, facts: ReadonlyMap<string, string>): Observation {
  const mode = facts.get('seccomp');
  if (mode === '0') return from.seen('seccomp', 'off', 'worry');
  if (mode === '1') return from.seen('seccomp', 'strict');
  if (mode !== '2') return from.unknown('seccomp', 'no-answer');
  const filters = facts.get('filters');
  return from.seen('seccomp', filters ? `filter (${filters})` : 'filter');
}

function lsm(from: From, label: string | undefined): Observation {
  if (!label) return from.unknown('lsm', 'no-lsm');
  return from.seen('lsm', label, /^unconfined/.test(label) ? 'notice' : 'none');
}

function memory(from: From, kib: string | undefined): Observation {
  if (!kib || !/^\d+$/.test(kib)) return from.unknown('memory-seen', 'no-answer');
  return from.seen('memory-seen', `${Math.round(Number(kib) / 1024)} MiB`);
}
