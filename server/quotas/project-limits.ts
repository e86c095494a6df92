import type { Quota } from '#server/tenants/schema.ts';

/** The quota in the engine's words: it refuses whatever goes beyond, whatever our rows say. */
export function projectLimits(quota: Quota): Record<string, string> {
  const { lightVms, apps, sandboxes, unikernels } = quota;
  return {
    // Apps, sandboxes and unikernels run in a light VM of their own.
    'limits.containers': String(lightVms + apps + sandboxes + unikernels),
    'limits.virtual-machines': String(quota.vms),
    'limits.cpu': String(quota.vcpus),
    'limits.memory': engineSize(quota.memoryBytes),
    'limits.disk': engineSize(quota.diskBytes),
  };
}

/** As the engine's messages should show it: in the largest unit that leaves a whole number. */
export function engineSize(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let value = bytes;
  let unit = 0;
  while (value > 0 && value % 1024 === 0 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${value}${units[unit]}`;
}
