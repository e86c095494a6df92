import type { Ctx } from '#server/context.ts';
import { setMetadata } from '#server/guests/set-metadata.ts';
import { createInstance } from '#server/instances/create-instance.ts';
import { deleteInstance } from '#server/instances/delete-instance.ts';
import { enqueueInstanceJob } from '#server/instances/enqueue-instance-job.ts';
import { getInstance } from '#server/instances/get-instance.ts';
import { reinstallInstance } from '#server/instances/reinstall-instance.ts';
import { renameInstance } from '#server/instances/rename-instance.ts';
import { resizeInstance } from '#server/instances/resize-instance.ts';
import { restartInstance } from '#server/instances/restart-instance.ts';
import { createInstanceInput, type JobStarted } from '#server/instances/schema.ts';
import { startInstance } from '#server/instances/start-instance.ts';
import { stopInstance } from '#server/instances/stop-instance.ts';
import { projectName } from '#server/networks/network-names.ts';
import { setFirmwareJob } from '#server/vms/set-firmware.job.ts';
import type { Scenario } from '../scenario.ts';
import { settleInstances, tinySize, type Wish } from '../settle-instances.ts';
import type { World } from '../world.ts';

const name = 'web';
const mib = 1024 ** 2;

const otherSize = { vcpus: 2, memoryBytes: 192 * mib, diskBytes: 2048 * mib };

/** A scenario of a verb on the instance `web`, from one power state. */
function onInstance(
  kind: string,
  power: Wish['power'],
  verb: (ctx: Ctx, id: string, world: World) => Promise<JobStarted>,
  how = '',
): Scenario {
  return {
    kind,
    title: `a ${power} instance${how}`,
    prepare: (world) => settleInstances(world, [{ name, power }]),
    async begin(world) {
      const where = { tenantId: world.tenant.id, name };
      const { id } = await world.ctx.db.instance.findFirstOrThrow({ where });
      return (await verb(world.ctx, id, world)).jobId;
    },
  };
}

/** As the verb does with a VM: here none can be made, and of a container any key and any device will do. */
async function giveDevice(ctx: Ctx, id: string): Promise<JobStarted> {
  const instance = await getInstance(ctx, id);
  const project = projectName(instance.tenant.slug);
  return ctx.db.$transaction((tx) =>
    enqueueInstanceJob(ctx, tx, setFirmwareJob, {
      ...{ action: 'instance.set-firmware', instance },
      params: {
        ...{ id, name, project, vaultId: null },
        ...{ config: { 'user.meta.role': 'web' }, devices: { tpm: null, spare: { type: 'none' } } },
      },
    }),
  );
}

const noRows: Record<string, never> = {};

const creation: Scenario = {
  kind: 'create-instance',
  prepare: (world) => settleInstances(world, []),
  async begin({ ctx, tenant, imageId }) {
    const input = { tenant: tenant.slug, name, imageId, ...tinySize };
    const wish = { wantsRootPassword: true, userData: '#cloud-config\n{}' };
    return (await createInstance(ctx, createInstanceInput.parse({ ...input, ...wish }))).jobId;
  },
  // Whoever cancels it wants nothing of it.
  stays: (_world, end) =>
    end === 'cancelled' ? noRows : { Instance: { name, state: 'failed', ipv4: null } },
};

export const instanceScenarios: readonly Scenario[] = [
  creation,
  onInstance('start-instance', 'stopped', (ctx, id) => startInstance(ctx, { id })),
  onInstance('start-instance', 'frozen', (ctx, id) => startInstance(ctx, { id })),
  onInstance('stop-instance', 'running', (ctx, id) => stopInstance(ctx, { id })),
  onInstance('stop-instance', 'running', (ctx, id) => stopInstance(ctx, { id, isForced: true }), ' by force'),
  onInstance('restart-instance', 'running', (ctx, id) => restartInstance(ctx, { id })),
  onInstance('rename-instance', 'stopped', (ctx, id) => renameInstance(ctx, { id, name: 'renamed' })),
  onInstance('resize-instance', 'running', (ctx, id) => resizeInstance(ctx, { id, ...otherSize })),
  onInstance('resize-instance', 'stopped', (ctx, id) => resizeInstance(ctx, { id, ...otherSize })),
  onInstance('configure-instance', 'running', (ctx, id) =>
    setMetadata(ctx, { id, metadata: { role: 'web' } }),
  ),
  onInstance('configure-instance', 'stopped', (ctx, id) =>
    setMetadata(ctx, { id, metadata: { role: 'web' } }),
  ),
  { ...onInstance('set-firmware', 'stopped', giveDevice), finalStep: 'set-config' },
  {
    ...onInstance('reinstall-instance', 'running', (ctx, id, { imageId, sshKeyId }) =>
      reinstallInstance(ctx, { id, imageId, sshKeyIds: [sshKeyId], userData: '#cloud-config\n{}' }),
    ),
    finalStep: 'rebuild',
  },
  {
    ...onInstance('delete-instance', 'running', (ctx, id) => deleteInstance(ctx, { id, confirmName: name })),
    finalStep: 'delete',
  },
  {
    ...onInstance('delete-instance', 'stopped', (ctx, id) => deleteInstance(ctx, { id, confirmName: name })),
    finalStep: 'delete',
  },
];
