import type { Ctx } from '#server/context.ts';
import { authorizeSlug } from '#server/tenants/authorize-slug.ts';
import { readCompose } from './read-compose.ts';
import type { ComposeReading, ReadComposeInput } from './schema.ts';
import { toReading } from './to-reading.ts';

/** What would become of a compose file; nothing is made and nothing of it is kept. */
export async function readFor(ctx: Ctx, input: ReadComposeInput): Promise<ComposeReading> {
  await authorizeSlug(ctx, input.tenant, 'instance.manage');
  return toReading(readCompose(input));
}
