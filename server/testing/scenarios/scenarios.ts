import { getServer, instanceDrivers } from '#server/incus/server.ts';
import { jobKinds } from '#server/job-kinds.ts';
import type { AnyJob } from '#server/jobs/define-job.ts';
import type { Tools } from '#server/tools.ts';
import type { Scenario } from '../scenario.ts';
import { testEngine } from '../test-engine.ts';
import { deploymentScenarios } from './deployment-scenarios.ts';
import { findingScenarios } from './finding-scenarios.ts';
import { imageScenarios } from './image-scenarios.ts';
import { instanceScenarios } from './instance-scenarios.ts';
import { isoScenarios } from './iso-scenarios.ts';
import { tenantScenarios } from './tenant-scenarios.ts';
import { vaultScenarios } from './vault-scenarios.ts';

/** One or more for every kind of job; a kind without one fails the test of its name. */
export const scenarios: readonly Scenario[] = [
  ...instanceScenarios,
  ...tenantScenarios,
  ...findingScenarios,
  ...vaultScenarios,
  ...imageScenarios,
  ...isoScenarios,
  ...deploymentScenarios,
];

/** Those that can be played on this engine: without the driver for full VMs some cannot. */
export const playableScenarios: readonly Scenario[] = (await hasVms())
  ? scenarios
  : scenarios.filter(({ needsVms }) => !needsVms);

async function hasVms(): Promise<boolean> {
  const engine = testEngine();
  try {
    return instanceDrivers(await getServer(engine)).includes('qemu');
  } finally {
    await engine.close();
  }
}

export function definitionOf({ kind }: Pick<Scenario, 'kind'>): AnyJob<Tools> {
  const found = jobKinds.get(kind);
  if (!found) throw new Error(`a scenario for ${kind}, which is no kind of job`);
  return found;
}

export function titleOf({ kind, title }: Scenario): string {
  return title ? `${kind} of ${title}` : kind;
}
