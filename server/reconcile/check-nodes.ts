import type { Checker } from './difference.ts';

export const checkNodes: Checker = {
  name: 'nodes',
  kinds: ['node-offline'],
  check: ({ nodes }) => ({
    differences: nodes
      .filter(({ state }) => state === 'offline')
      .map(({ id, name, message }) => ({
        kind: 'node-offline',
        subjectKey: `node:${id}`,
        subject: name,
        tenantId: null,
        details: { facts: { ...(message && { message }) } },
      })),
  }),
};
