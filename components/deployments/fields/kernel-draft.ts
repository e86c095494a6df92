import type { KernelSettings } from '#server/deployments/kernel-schema.ts';
import { kernelSettings } from '#server/deployments/kernel-schema.ts';

/** In place of the id of a kernel: the demonstration. */
export const demoKernel = 'demo';
const demoCommandLine = 'ip={ip}/{prefix} gw={gateway}';

/** What a unikernel is started from, while it is being chosen; an empty id is none. */
export interface KernelDraft {
  kernelId: string;
  initrdId: string;
  diskId: string;
  commandLine: string;
  restart: { policy: KernelSettings['restart']['policy']; max: string };
}

export function kernelDraft(given: unknown = {}): KernelDraft {
  const parsed = kernelSettings.safeParse(given);
  const { kernelId, isDemo, initrdId, diskId, commandLine, restart } = parsed.data ?? nothing;
  return {
    kernelId: isDemo ? demoKernel : (kernelId ?? ''),
    initrdId: initrdId ?? '',
    diskId: diskId ?? '',
    commandLine,
    restart: { policy: restart.policy, max: restart.max === null ? '' : String(restart.max) },
  };
}

const nothing: KernelSettings = {
  ...{ kernelId: null, isDemo: false, initrdId: null, diskId: null, commandLine: '' },
  restart: { policy: 'always', max: null },
};

/** Another kernel; the words that the demonstration needs come and go with it. */
export function withKernel({ commandLine }: KernelDraft, kernelId: string): Partial<KernelDraft> {
  if (kernelId === demoKernel) return { kernelId, commandLine: commandLine || demoCommandLine };
  return { kernelId, commandLine: commandLine === demoCommandLine ? '' : commandLine };
}

export function toKernelSettings(draft: KernelDraft): Record<string, unknown> {
  const { kernelId, initrdId, diskId, commandLine, restart } = draft;
  return {
    ...(kernelId === demoKernel ? { kernelId: null, isDemo: true } : { kernelId: kernelId || null }),
    initrdId: initrdId || null,
    diskId: diskId || null,
    commandLine,
    restart: { policy: restart.policy, max: restart.policy === 'on-failure' ? restart.max || null : null },
  };
}
