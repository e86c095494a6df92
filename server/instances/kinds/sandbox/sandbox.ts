import type { Kind } from '../kind.ts';

export const sandbox: Kind = {
  engineType: 'container',
  lackOf: () => ({ reasonKey: 'kind-comes-later', params: {} }),
  shell: null,
  choose: async (_db, { settings }) => ({ settings }),
  engineConfig: () => ({}),
  engineDevices: () => ({}),
  workload: null,
  entry: { by: 'console' },
};
