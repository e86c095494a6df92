import { writeFile } from 'node:fs/promises';
import { deleteCustomVolume, listCustomVolumes } from '#server/incus/custom-volumes.ts';
import { patchProject } from '#server/incus/projects.ts';
import { createInstance } from '#server/instances/create-instance.ts';
import { createInstanceInput } from '#server/instances/schema.ts';
import { makeUploadFile, uploadFile } from '#server/uploads/upload-files.ts';
import { importIso } from '#server/vms/import-iso.ts';
import { runQueuedJobs } from './run-queued-jobs.ts';
import { settleInstances } from './settle-instances.ts';
import { testPool } from './test-engine.ts';
import type { World } from './world.ts';

const mib = 1024 ** 2;
const gib = 1024 ** 3;
export const isoName = 'rescue';
type Place = Pick<World, 'ctx' | 'tenant'>;

/** A whole upload of a small disc: an ISO 9660 volume with nothing on it. */
export async function makeIsoUpload({ ctx, tenant }: Place, sizeBytes = mib): Promise<string> {
  const { id } = await ctx.db.upload.create({
    data: {
      ...{ tenantId: tenant.id, name: 'rescue.iso', purpose: 'iso', format: 'iso', state: 'ready' },
      ...{ sizeBytes, receivedBytes: sizeBytes, sha256: '0'.repeat(64), actorName: 'test' },
    },
  });
  const content = Buffer.alloc(sizeBytes);
  // ECMA-119, 8.4: the primary volume descriptor is in sector 16.
  content.write('\u0001CD001\u0001', 16 * 2048, 'latin1');
  await makeUploadFile(id);
  await writeFile(uploadFile(id), content);
  return id;
}

export async function beginImport(world: Place): Promise<string> {
  const { id: uploadId } = await world.ctx.db.upload.findFirstOrThrow();
  return (await importIso(world.ctx, { tenant: world.tenant.slug, name: isoName, uploadId })).jobId;
}

/** No disc, no instance, and one upload that waits to be made one. */
export async function settleUpload(world: World): Promise<void> {
  await settleInstances(world, []);
  await removeIsos(world);
  await world.ctx.db.upload.deleteMany();
  await makeIsoUpload(world);
}

/** One disc and nothing else. */
export async function settleIso(world: World): Promise<void> {
  await settleUpload(world);
  await beginImport(world);
  await runQueuedJobs(world.ctx);
}

/** A running VM that was made with a disc in it, where the engine can start one; it begins empty. */
export async function settleVm(world: World): Promise<void> {
  await settleIso(world);
  const { ctx, tenant } = world;
  await ctx.db.tenant.update({ where: { id: tenant.id }, data: { quotaVms: 1 } });
  await patchProject(ctx.engine, { name: tenant.project, config: { 'limits.virtual-machines': '1' } });
  const { id: isoId } = await ctx.db.iso.findFirstOrThrow();
  const size = { vcpus: 1, memoryBytes: gib / 2, diskBytes: 4 * gib };
  const settings = { isoId, secureBoot: false };
  const input = { tenant: tenant.slug, name: 'web', kind: 'vm', ...size, settings };
  await createInstance(ctx, createInstanceInput.parse(input));
  await runQueuedJobs(ctx);
}

export async function removeIsos({ ctx, tenant }: Place): Promise<void> {
  await ctx.db.isoAttachment.deleteMany();
  await ctx.db.iso.deleteMany();
  const { engine } = ctx;
  const place = { project: tenant.project, pool: testPool };
  for (const { name } of await listCustomVolumes(engine, place))
    await deleteCustomVolume(engine, { ...place, name });
}
