import { record } from '#server/audit/record.ts';
import { authorizeOperator } from '#server/auth/authorize.ts';
import type { Ctx } from '#server/context.ts';
import { notifyChange } from '#server/events/notify-change.ts';
import { parseInput } from '#server/parse-input.ts';
import { type AddAppImageInput, addAppImageInput } from './add-schema.ts';
import type { ImageJobStarted } from './schema.ts';

/**
 * An entry of the catalogue for apps and sandboxes: what their form begins with. Nothing is fetched now; each instance
 * fetches what the reference names when it is deployed.
 */
export async function addAppImage(ctx: Ctx, input: AddAppImageInput): Promise<ImageJobStarted> {
  authorizeOperator(ctx);
  const { name, description, app, minMemoryBytes, minDiskBytes } = parseInput(addAppImageInput, input);
  const id = crypto.randomUUID();
  await ctx.db.$transaction(async (tx) => {
    await tx.image.create({
      data: {
        ...{ id, alias: `registry/${id}`, name, description, app, minMemoryBytes, minDiskBytes },
        ...{
          kind: 'app',
          origin: 'registry',
          originNote: app.reference,
          os: name,
          release: tagOf(app.reference),
        },
        hasCloudInit: false,
      },
    });
    const target = { targetKind: 'image', targetId: id, targetName: name };
    await record(ctx, tx, { action: 'image.add-app', ...target, details: { reference: app.reference } });
    await notifyChange(tx, { topic: 'image', id, tenantId: null });
  });
  return { imageId: id, jobId: null };
}

/** `nginx:1.27@sha256:…` → `1.27` */
function tagOf(reference: string): string {
  return /:(\w[\w.-]*)(?:@|$)/.exec(reference.replace(/^[^/]*:\d+\//, ''))?.[1] ?? 'latest';
}
