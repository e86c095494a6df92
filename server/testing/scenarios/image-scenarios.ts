import { buildRecipe } from '#server/images/build-recipe.ts';
import { copyImage } from '#server/images/copy-image.ts';
import { deleteImage } from '#server/images/delete-image.ts';
import type { Scenario } from '../scenario.ts';
import {
  copyAlias,
  makeIt,
  removeProviderImages,
  settleImageServer,
  settleImages,
} from '../settle-images.ts';

const nothing: Record<string, never> = {};

export const imageScenarios: readonly Scenario[] = [
  {
    kind: 'create-image',
    title: 'a stopped instance',
    prepare: (world) => settleImages(world, 'none'),
    begin: makeIt,
    stays: (_world, end) => (end === 'cancelled' ? nothing : { Image: { state: 'failed', sizeBytes: 0 } }),
  },
  {
    kind: 'delete-image',
    finalStep: 'delete',
    prepare: (world) => settleImages(world, 'one'),
    async begin({ ctx, tenant }) {
      const { id } = await ctx.db.image.findFirstOrThrow({ where: { tenantId: tenant.id } });
      return String((await deleteImage(ctx, { id })).jobId);
    },
  },
  {
    kind: 'copy-image',
    async prepare(world) {
      await removeProviderImages(world);
      await settleImageServer(world);
    },
    // Nobody offers it to anybody meanwhile: where tests run there are no full VMs.
    async begin(world) {
      const wish = { remoteAlias: 'tiny/1', kind: 'vm', alias: copyAlias(world), isUpdated: false } as const;
      return String((await copyImage(world.ctx, wish)).jobId);
    },
    stays: (world, end) =>
      end === 'cancelled' ? nothing : { Image: { alias: copyAlias(world), state: 'failed' } },
  },
  {
    kind: 'build-image',
    finalStep: 'import',
    prepare: removeProviderImages,
    begin: async ({ ctx }) => String((await buildRecipe(ctx, { recipe: 'tiny' })).jobId),
  },
];
