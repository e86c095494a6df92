import { createInstance } from '#server/instances/create-instance.ts';
import { deleteInstance } from '#server/instances/delete-instance.ts';
import { createInstanceInput, type VaultChoice } from '#server/instances/schema.ts';
import { sshBanner } from '../provision/ssh-banner.ts';
import { finishJob } from './finish-job.ts';
import type { Ground } from './ground.ts';

const gib = 1024 ** 3;
const size = { vcpus: 1, memoryBytes: gib / 2, diskBytes: 2 * gib };

export type Made = { id: string; name: string; ms: number };

/**
 * One instance, measured from the call of the verb until a page has heard that it runs. Gives it when its guest answers,
 * so that its boot takes no processor from the next one.
 */
export async function makeInstance(ground: Ground, name: string, vault: VaultChoice): Promise<Made> {
  const { ctx, tenant, imageId } = ground;
  const input = createInstanceInput.parse({ tenant: tenant.slug, name, imageId, ...size, vault });
  const startedAt = performance.now();
  const { instanceId, jobId, ipv4 } = await createInstance(ctx, input);
  await finishJob(ground, jobId);
  const ms = performance.now() - startedAt;
  await sshBanner(ipv4);
  return { id: instanceId, name, ms };
}

export async function removeInstances(ground: Ground, all: readonly Made[]): Promise<void> {
  const remove = async ({ id, name }: Made) => {
    const { jobId } = await deleteInstance(ground.ctx, { id, confirmName: name });
    await finishJob(ground, jobId);
  };
  await Promise.all(all.map(remove));
}
