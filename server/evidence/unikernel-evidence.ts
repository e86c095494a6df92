import { z } from 'zod';
import type { LookedAt } from '#server/instances/kinds/kind-parts.ts';
import { askShell } from '#server/shells/ask-shell.ts';
import { capabilityText } from './capability-names.ts';
import { mapText } from './container-evidence.ts';
import { guestEvidence } from './guest-evidence.ts';
import { observer } from './observe.ts';
import type { EvidenceKey, EvidenceReason, Observation } from './schema.ts';
import { whyUntold } from './why-untold.ts';

const asked: readonly EvidenceKey[] = ['qemu', 'qemu-accelerator', 'qemu-sandbox', 'app-capabilities'];

/** What the program of a shell around QEMU answers (images/shell-qemu, parts/evidence.py). */
const qemuEvidence = z.object({
  at: z.string(),
  pid: z.int(),
  qemuVersion: z.string(),
  machine: z.string(),
  accelerator: z.enum(['kvm', 'tcg']),
  sandbox: z.string(),
  capabilities: z.object({ effective: z.array(z.string()), bounding: z.array(z.string()) }),
  noNewPrivileges: z.boolean(),
  seccomp: z.object({ mode: z.enum(['off', 'strict', 'filter']), filters: z.int() }),
  userIds: z.object({ uid: z.int(), gid: z.int() }),
  userMap: z.array(z.object({ inside: z.int(), outside: z.int(), count: z.int() })),
  devices: z.array(z.string()),
  memory: z.object({ guestBytes: z.int(), residentBytes: z.int() }),
  processes: z.array(z.string()),
});

/** How the QEMU around a unikernel is held, from its running process and its own word; and its shell around it. */
export async function unikernelEvidence(looked: LookedAt): Promise<Observation[]> {
  const [shell, machine] = await Promise.all([guestEvidence(looked), ofMachine(looked)]);
  return [...machine, ...shell];
}

async function ofMachine({ ctx, ref, instance }: LookedAt): Promise<Observation[]> {
  const at = ctx.now();
  const unknown = (reason: EvidenceReason) =>
    asked.map((key) =>
      observer('application', { origin: 'shell', source: 'evidence', at }).unknown(key, reason),
    );
  if (instance.state !== 'running') return unknown('not-running');
  const question = { verb: 'evidence', answer: qemuEvidence };
  try {
    return toObservations(await askShell(ctx.engine, ref, question, { timeoutSeconds: 20 }));
  } catch (error) {
    return unknown(whyUntold(error));
  }
}

function toObservations(found: z.output<typeof qemuEvidence>): Observation[] {
  const of = (source: string) => observer('application', { origin: 'shell', source, at: new Date(found.at) });
  const [process, qemu] = [of(`/proc/${found.pid}`), of('QMP')];
  const { effective, bounding } = found.capabilities;
  const { mode, filters } = found.seccomp;
  const mib = (bytes: number) => Math.round(bytes / 1024 ** 2);
  return [
    qemu.seen('qemu', found.qemuVersion),
    qemu.seen('qemu-machine', found.machine),
    qemu.seen('qemu-accelerator', found.accelerator, found.accelerator === 'kvm' ? 'none' : 'notice'),
    process.seen('qemu-sandbox', found.sandbox, found.sandbox === 'off' ? 'worry' : 'none'),
    process.seen('app-capabilities', capabilityText(effective), effective.length > 0 ? 'worry' : 'none'),
    process.seen('app-bounding', capabilityText(bounding)),
    found.noNewPrivileges
      ? process.seen('app-no-new-privileges', 'yes')
      : process.seen('app-no-new-privileges', 'no', 'worry'),
    process.seen(
      'app-seccomp',
      mode === 'off' ? 'off' : `${mode} (${filters})`,
      mode === 'off' ? 'worry' : 'none',
    ),
    process.seen(
      'app-user',
      `${found.userIds.uid}:${found.userIds.gid}`,
      found.userIds.uid === 0 ? 'worry' : 'none',
    ),
    process.seen('app-user-map', mapText(found.userMap)),
    qemu.seen('qemu-devices', found.devices.join('\n') || 'none'),
    qemu.seen('qemu-memory', `${mib(found.memory.guestBytes)} MiB, ${mib(found.memory.residentBytes)} MiB`),
    of('/proc').seen('shell-processes', found.processes.join(', ')),
  ];
}
