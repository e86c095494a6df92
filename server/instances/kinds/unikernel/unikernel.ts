import { unikernelEvidence } from '#server/evidence/unikernel-evidence.ts';
import { readSerialLog } from '#server/logs/read-shell-log.ts';
import type { Kind } from '../kind.ts';

export const unikernel: Kind = {
  engineType: 'container',
  lackOf: () => ({ reasonKey: 'kind-comes-later', params: {} }),
  shell: null,
  choose: async (_db, { settings }) => ({ settings }),
  engineConfig: () => ({}),
  engineDevices: () => ({}),
  workload: null,
  entry: { by: 'console' },
  readLog: readSerialLog,
  evidence: unikernelEvidence,
};
