import type { KernelSettings } from '#server/deployments/kernel-schema.ts';
import { kernelSettings } from '#server/deployments/kernel-schema.ts';

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
  const { kernelId, initrdId, diskId, commandLine, restart } = parsed.data ?? nothing;
  return {
    kernelId: kernelId ?? '',
    initrdId: initrdId ?? '',
    diskId: diskId ?? '',
    commandLine,
    restart: { policy: restart.policy, max: restart.max === null ? '' : String(restart.max) },
  };
}

const nothing: KernelSettings = {
  ...{ kernelId: null, initrdId: null, diskId: null, commandLine: '' },
  restart: { policy: 'always', max: null },
};

export function toKernelSettings(draft: KernelDraft): Record<string, unknown> {
  const { kernelId, initrdId, diskId, commandLine, restart } = draft;
  return {
    kernelId: kernelId || null,
    initrdId: initrdId || null,
    diskId: diskId || null,
    commandLine,
    restart: { policy: restart.policy, max: restart.policy === 'on-failure' ? restart.max || null : null },
  };
}
