import { attachIso } from '#server/vms/attach-iso.ts';
import { deleteIso } from '#server/vms/delete-iso.ts';
import { detachIso } from '#server/vms/detach-iso.ts';
import { runQueuedJobs } from '../run-queued-jobs.ts';
import type { Scenario } from '../scenario.ts';
import { beginImport, isoName, settleIso, settleUpload, settleVm } from '../settle-isos.ts';
import type { World } from '../world.ts';

const nothing: Record<string, never> = {};

async function ids({ ctx }: World): Promise<{ id: string; isoId: string }> {
  const [instance, iso] = await Promise.all([
    ctx.db.instance.findFirstOrThrow({ where: { name: 'web' } }),
    ctx.db.iso.findFirstOrThrow(),
  ]);
  return { id: instance.id, isoId: iso.id };
}

export const isoScenarios: readonly Scenario[] = [
  {
    kind: 'import-iso',
    prepare: settleUpload,
    begin: beginImport,
    stays: (_world, end) => (end === 'cancelled' ? nothing : { Iso: { name: isoName, state: 'failed' } }),
  },
  {
    kind: 'delete-iso',
    finalStep: 'delete',
    prepare: settleIso,
    async begin({ ctx }) {
      const { id } = await ctx.db.iso.findFirstOrThrow();
      return (await deleteIso(ctx, { id })).jobId;
    },
  },
  {
    kind: 'detach-iso',
    needsVms: true,
    prepare: settleVm,
    begin: async (world) => (await detachIso(world.ctx, await ids(world))).jobId,
  },
  {
    kind: 'attach-iso',
    needsVms: true,
    async prepare(world) {
      await settleVm(world);
      await detachIso(world.ctx, await ids(world));
      await runQueuedJobs(world.ctx);
    },
    begin: async (world) => (await attachIso(world.ctx, { ...(await ids(world)), bootsFirst: true })).jobId,
  },
];
