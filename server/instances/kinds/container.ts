import { chooseContainer } from '#server/deployments/container/choose-container.ts';
import { containerWorkload } from '#server/deployments/container/container-workload.ts';
import { containerSettings } from '#server/deployments/container-schema.ts';
import { containerEvidence } from '#server/evidence/container-evidence.ts';
import { readWorkloadLog } from '#server/logs/read-shell-log.ts';
import { enterWorkload } from '#server/shells/enter-workload.ts';
import type { Kind } from './kind.ts';
import { lackOfShell } from './lack-of-shell.ts';

const shell = 'shell/oci';

/** What apps and sandboxes have in common: all but the runtime, which is one of their facts. */
export const container: Kind = {
  engineType: 'container',
  lackOf: (node) => lackOfShell(shell, node),
  shell,
  choose: chooseContainer,
  needs: (version) => (containerSettings.parse(version).seccomp === 'unconfined' ? ['allowsUnconfined'] : []),
  // A container in a container: without it the kernel refuses the mounts that the inner one needs.
  engineConfig: () => ({ 'security.nesting': 'true' }),
  engineDevices: () => ({}),
  workload: containerWorkload,
  entry: { by: 'exec', command: [...enterWorkload], environment: { TERM: 'xterm-256color' } },
  readLog: readWorkloadLog,
  evidence: containerEvidence,
};
