import { chooseContainer } from '#server/deployments/container/choose-container.ts';
import { pinImage } from '#server/deployments/container/pin-image.ts';
import type { Kind } from './kind.ts';
import { lackOfShell } from './lack-of-shell.ts';

const shell = 'shell/oci';

/** What apps and sandboxes have in common: all but the runtime. */
export function container(_runtime: 'crun' | 'runsc'): Kind {
  return {
    engineType: 'container',
    lackOf: (node) => lackOfShell(shell, node) ?? { reasonKey: 'kind-comes-later', params: {} },
    shell,
    choose: chooseContainer,
    // A container in a container: without it the kernel refuses the mounts that the inner one needs.
    engineConfig: () => ({ 'security.nesting': 'true' }),
    engineDevices: () => ({}),
    workload: { pin: pinImage } as unknown as Kind['workload'],
    entry: { by: 'console' },
  };
}
