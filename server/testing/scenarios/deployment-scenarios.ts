import { deploy } from '#server/deployments/deploy.ts';
import type { Scenario } from '../scenario.ts';
import { settleApp } from '../settle-app.ts';

/** A new version of an app; what was tried and taken back stays in its history. */
export const deploymentScenarios: readonly Scenario[] = [
  {
    kind: 'deploy',
    finalStep: 'tidy',
    // Each step asks its shell at least once, the last one twice.
    fewestChanges: 5,
    prepare: async (world) => void (await settleApp(world)),
    async begin(world) {
      const { id, image } = await settleApp(world);
      return (await deploy(world.ctx, { id, settings: { image } })).jobId;
    },
    stays: () => ({ Deployment: { state: 'returned' } }),
  },
];
