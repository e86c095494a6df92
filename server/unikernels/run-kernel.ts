import type { DeployParams, DeployStep } from '#server/deployments/deploy-step.ts';
import { AppError } from '#server/errors.ts';
import { keepKvm } from '#server/nodes/keep-kvm.ts';
import { allowancesOf } from '#server/plans/allowances-of.ts';
import { askShell } from '#server/shells/ask-shell.ts';
import { loadKernelFacts } from './fetch-kernel.ts';
import { fillCommandLine } from './fill-command-line.ts';
import { probeAnswer, startedAnswer } from './shell-shapes.ts';

type Which = Pick<DeployParams, 'deploymentId' | 'number'>;

/**
 * Makes a version the one that runs, with KVM where a guest runs by it, emulated where the plan allows that; a version
 * that `isFormer` ran before, and comes back whatever the plan allows now.
 */
export async function runKernel(
  step: DeployStep,
  { deploymentId, number }: Which,
  { isFormer = false } = {},
): Promise<void> {
  const { engine, db, params, signal, say } = step;
  const [{ settings, facts }, instance] = await Promise.all([
    loadKernelFacts(db, deploymentId),
    loadPlace(step),
  ]);
  if (!facts) throw new AppError('internal', 'internal', { id: `version ${number} was not fetched` });
  const accelerator = await chooseAccelerator(step, instance, isFormer);
  const disk = facts.files.find(({ name }) => name === 'disk0');
  const input = {
    ...{ number, format: facts.start, machine: facts.machine, accelerator, mac: null },
    ...{ memoryBytes: Number(instance.memoryBytes), vcpus: instance.vcpus },
    commandLine: fillCommandLine(settings.commandLine, instance),
    disks: disk ? [{ file: 'disk0', format: disk.format === 'qcow2' ? 'qcow2' : 'raw' }] : [],
    restart: settings.restart,
  };
  await say([`Starting version ${number}: ${facts.start} on ${facts.machine}, ${words[accelerator]}`]);
  await askShell(
    engine,
    params,
    { verb: 'run', input, answer: startedAnswer },
    { signal, timeoutSeconds: 60 },
  );
}

const words = { kvm: 'by KVM', tcg: 'emulated' } as const;

async function loadPlace({ db, params }: DeployStep) {
  const row = await db.instance.findUnique({
    where: { id: params.id },
    select: {
      ...{ memoryBytes: true, vcpus: true, planId: true, nodeId: true, ipv4: true },
      tenant: { select: { network: { select: { subnet: true } } } },
    },
  });
  if (!row) throw new AppError('not-found', 'not-found');
  return { ...row, subnet: row.tenant.network?.subnet ?? null };
}

/** The shell tries it with a small guest of ours: a device that opens says nothing. */
async function chooseAccelerator(
  step: DeployStep,
  { planId, nodeId }: { planId: string | null; nodeId: string | null },
  isFormer: boolean,
): Promise<'kvm' | 'tcg'> {
  const { engine, db, params, signal } = step;
  const question = { verb: 'probe-kvm', input: { accelerator: 'kvm' }, answer: probeAnswer };
  const { isUsable, reason } = await askShell(engine, params, question, { signal, timeoutSeconds: 60 });
  await keepKvm(db, nodeId, isUsable, new Date());
  if (isUsable) return 'kvm';
  if (isFormer) return 'tcg';
  const { allowsEmulation } = await allowancesOf(db, {
    tenantId: params.tenantId,
    planId: planId ?? undefined,
  });
  if (allowsEmulation) return 'tcg';
  throw new AppError('refused', 'kernel-needs-kvm', { detail: reason ?? 'unknown' });
}
