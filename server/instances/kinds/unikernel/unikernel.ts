import { unikernelEvidence } from '#server/evidence/unikernel-evidence.ts';
import { readSerialLog } from '#server/logs/read-shell-log.ts';
import { kvmDevice } from '#server/shells/kvm-device.ts';
import { chooseKernel } from '#server/unikernels/choose-kernel.ts';
import { kernelWorkload } from '#server/unikernels/kernel-workload.ts';
import type { Kind } from '../kind.ts';
import { lackOfShell } from '../lack-of-shell.ts';

const shell = 'shell/qemu';

/** One kernel for the hypervisor, in a shell whose only process is QEMU. */
export const unikernel: Kind = {
  engineType: 'container',
  lackOf: (node) => lackOfShell(shell, node),
  shell,
  choose: chooseKernel,
  engineConfig: () => ({}),
  engineDevices: () => ({
    tun: { type: 'unix-char', path: '/dev/net/tun', mode: '0666' },
    kvm: kvmDevice,
  }),
  workload: kernelWorkload,
  entry: { by: 'exec', command: ['/usr/lib/berth/keeper', 'attach'], environment: {} },
  readLog: readSerialLog,
  evidence: unikernelEvidence,
};
