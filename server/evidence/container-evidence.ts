import type { LookedAt } from '#server/instances/kinds/kind-parts.ts';
import type { Evidence } from '#server/shells/evidence-schema.ts';
import { readEvidence } from '#server/shells/read-evidence.ts';
import { readRefused } from '#server/shells/read-refused.ts';
import { capabilityText } from './capability-names.ts';
import { closesOutgoing } from './closes-outgoing.ts';
import { guestEvidence } from './guest-evidence.ts';
import { type Observer, observer } from './observe.ts';
import type { EvidenceKey, EvidenceReason, Observation } from './schema.ts';
import { whyUntold } from './why-untold.ts';

const asked: readonly EvidenceKey[] = ['app-runtime', 'app-capabilities', 'app-seccomp', 'app-kernel'];

/** How the application of an app or a sandbox is held, from its running process; and its shell around it. */
export async function containerEvidence(looked: LookedAt): Promise<Observation[]> {
  const [shell, application] = await Promise.all([guestEvidence(looked), ofApplication(looked)]);
  return [...application, ...shell];
}

async function ofApplication({ ctx, ref, instance }: LookedAt): Promise<Observation[]> {
  const at = ctx.now();
  const unknown = (reason: EvidenceReason) =>
    asked.map((key) =>
      observer('application', { origin: 'shell', source: 'evidence', at }).unknown(key, reason),
    );
  if (instance.state !== 'running') return unknown('not-running');
  try {
    const found = await readEvidence(ctx.engine, ref, { timeoutSeconds: 20 });
    const refused = found.runtime === 'runsc' ? await refusedOf({ ctx, ref }, found) : [];
    return [...toObservations(found), ...refused];
  } catch (error) {
    return unknown(whyUntold(error));
  }
}

/** What the application has asked of gVisor since it was started, and gVisor does not know. */
async function refusedOf(
  { ctx, ref }: Pick<LookedAt, 'ctx' | 'ref'>,
  { number }: Evidence,
): Promise<Observation[]> {
  const { seen } = observer('application', { origin: 'shell', source: 'runsc', at: ctx.now() });
  const found = await readRefused(ctx.engine, ref, number, { timeoutSeconds: 20 }).catch(() => undefined);
  return found ? [seen('app-refused', list(found.calls))] : [];
}

/** From what the shell's program has read: exported for its test. */
export function toObservations(found: Evidence): Observation[] {
  const at = new Date(found.at);
  const of = (source: string) => observer('application', { origin: 'shell', source, at });
  const [process, runtime] = [of(`/proc/${found.pid}`), of(found.runtime)];
  const { effective, bounding } = found.capabilities;
  return [
    of('evidence').seen('app-version', String(found.number)),
    runtime.seen('app-runtime', versionText(found)),
    of('podman').seen('podman', found.podmanVersion),
    ...(found.platform === null ? [] : [runtime.seen('app-platform', found.platform)]),
    seenKernel(found, runtime),
    process.seen('app-capabilities', capabilityText(effective)),
    process.seen('app-bounding', capabilityText(bounding)),
    process.seen('app-no-new-privileges', ...yes(found.noNewPrivileges, 'notice')),
    seccomp(found, process),
    ...ownFilter(found, process),
    process.seen('app-user', `${found.userIds.uid}:${found.userIds.gid}`),
    process.seen('app-user-map', mapText(found.userMap), isRootOutside(found) ? 'worry' : 'none'),
    process.seen('app-root', found.isRootReadOnly ? 'read-only' : 'writable'),
    process.seen('app-mounts', list(found.mounts.map(mountText))),
    found.devices === null
      ? process.unknown('app-devices', 'no-answer')
      : process.seen('app-devices', list(found.devices)),
    process.seen('app-network', found.hasOwnNetwork ? 'own' : 'shell'),
    ...network(found, of('nft list ruleset')),
    ...(found.runtime === 'runsc' ? insideOf(found.inside, at) : []),
  ];
}

const insideKeys = [
  'inside-capabilities',
  'inside-bounding',
  'inside-seccomp',
  'inside-user',
  'inside-root',
] as const;

/** The application itself, as gVisor has it: told by a program of its image, so that this is the guest's word. */
function insideOf(inside: Evidence['inside'], at: Date): Observation[] {
  const { seen, unknown } = observer('application', { origin: 'guest', source: 'cat /proc/1/status', at });
  const devices = inside?.devices ?? null;
  const files = observer('application', { origin: 'guest', source: 'ls /dev', at });
  const ofDevices =
    devices === null
      ? files.unknown('inside-devices', 'no-program')
      : files.seen('inside-devices', list(devices));
  if (inside === null) return [...insideKeys.map((key) => unknown(key, 'no-program')), ofDevices];
  const { capabilities, noNewPrivileges, hasFilter, userIds, isRootReadOnly } = inside;
  return [
    seen('inside-capabilities', capabilityText(capabilities.effective)),
    seen('inside-bounding', capabilityText(capabilities.bounding)),
    ...(noNewPrivileges === null
      ? []
      : [seen('inside-no-new-privileges', ...yes(noNewPrivileges, 'notice'))]),
    seen('inside-seccomp', hasFilter ? 'yes' : 'no', hasFilter ? 'none' : 'notice'),
    seen('inside-user', `${userIds.uid}:${userIds.gid}`),
    seen('inside-root', isRootReadOnly ? 'read-only' : 'writable'),
    ofDevices,
  ];
}

/** Beside the filter of its shell, which holds for all that is in that. Of gVisor's process it would say nothing. */
function ownFilter({ runtime, seccomp: { filters, shellFilters } }: Evidence, of: Observer): Observation[] {
  if (runtime === 'runsc' || shellFilters === null) return [];
  const hasOwn = filters > shellFilters;
  return [of.seen('app-seccomp-own', hasOwn ? 'yes' : 'no', hasOwn ? 'none' : 'notice')];
}

/** A network of its own is no wall by itself: the rules of the shell behind it are. */
function network({ hasOwnNetwork, networkFilter: rules }: Evidence, of: Observer): Observation[] {
  if (!hasOwnNetwork) return [filterOf(rules, of), of.seen('app-outgoing', 'yes')];
  if (rules === null) return [filterOf(rules, of), of.unknown('app-outgoing', 'no-answer')];
  return [filterOf(rules, of), of.seen('app-outgoing', closesOutgoing(rules) ? 'no' : 'yes')];
}

function filterOf(rules: Evidence['networkFilter'], of: Observer): Observation {
  return rules === null ? of.unknown('app-filter', 'no-answer') : of.seen('app-filter', list(rules));
}

function yes(isSo: boolean, otherwise: 'notice' | 'worry'): [string, 'none' | 'notice' | 'worry'] {
  return isSo ? ['yes', 'none'] : ['no', otherwise];
}

/** In a sandbox the application must never see the node's own kernel. */
function seenKernel({ seenKernel: seen, kernel, runtime }: Evidence, of: Observer) {
  if (seen === null) return of.unknown('app-kernel', 'no-program');
  const isShared = seen.release === kernel.release;
  const mark = runtime === 'runsc' && isShared ? 'worry' : 'none';
  return of.seen('app-kernel', `${seen.release} ${seen.version}`.trim(), mark);
}

function seccomp({ seccomp: { mode, filters } }: Evidence, of: Observer): Observation {
  return of.seen(
    'app-seccomp',
    mode === 'off' ? 'off' : `${mode} (${filters})`,
    mode === 'off' ? 'notice' : 'none',
  );
}

export function mapText(rows: readonly { inside: number; outside: number; count: number }[]): string {
  return rows.map(({ inside, outside, count }) => `${inside} → ${outside} (${count})`).join(', ') || 'none';
}

/** It lives in the user namespace of its shell: the numbers outside are the node's, and 0 would be its root. */
function isRootOutside({ userMap }: Evidence): boolean {
  return userMap.length === 0 || userMap.some(({ outside }) => outside === 0);
}

/** `crun version 1.8.1`, as it names itself. */
function versionText({ runtime, runtimeVersion }: Evidence): string {
  return runtimeVersion.startsWith(runtime) ? runtimeVersion : `${runtime} ${runtimeVersion}`;
}

function mountText({ path, kind, isReadOnly }: Evidence['mounts'][number]): string {
  return `${path} (${kind}${isReadOnly ? ', read-only' : ''})`;
}

function list(lines: readonly string[]): string {
  return lines.length > 0 ? lines.join('\n') : 'none';
}
