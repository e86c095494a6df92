import { record } from '#server/audit/record.ts';
import { authorizeOperator } from '#server/auth/authorize.ts';
import type { Ctx } from '#server/context.ts';
import { parseInput } from '#server/parse-input.ts';
import { imageServerForm } from './add-schema.ts';

/** Where operators copy images from; what was copied from another stays. */
export async function setImageServer(ctx: Ctx, input: { imageServer: string }): Promise<void> {
  authorizeOperator(ctx);
  const data = parseInput(imageServerForm, input);
  await ctx.db.$transaction(async (tx) => {
    await tx.settings.upsert({ where: { id: 1 }, create: data, update: data });
    const target = { targetKind: 'settings', targetName: data.imageServer };
    await record(ctx, tx, { action: 'settings.update', ...target, details: data });
  });
}
