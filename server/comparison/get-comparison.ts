import { authorizeOperator } from '#server/auth/authorize.ts';
import type { Ctx } from '#server/context.ts';
import { listKinds } from '#server/instances/list-kinds.ts';
import { authorizeSlug } from '#server/tenants/authorize-slug.ts';
import { aboutKind } from './about-kind.ts';
import { measureMemory } from './measure-memory.ts';
import { measureStarts } from './measure-starts.ts';
import { readSpeeds } from './read-speeds.ts';
import { type Comparison, type GetComparisonInput, measuredDays } from './schema.ts';

const dayMilliseconds = 86_400_000;

/**
 * The kinds of instances side by side: what was measured on this installation, of all tenants together, and what each
 * shares, holds back and cannot. A number that nothing was measured for is null.
 */
export async function getComparison(ctx: Ctx, { tenant }: GetComparisonInput): Promise<Comparison> {
  if (tenant === undefined) authorizeOperator(ctx, 'read');
  else await authorizeSlug(ctx, tenant, 'instance.read');
  const since = new Date(ctx.now().getTime() - measuredDays * dayMilliseconds);
  const [nodeKinds, starts, memory, speeds] = await Promise.all([
    listKinds(ctx.db),
    measureStarts(ctx.db, since),
    measureMemory(ctx.db, since),
    readSpeeds(ctx.db),
  ]);
  const items = nodeKinds.map((known) => ({
    ...known,
    start: starts.get(known.kind) ?? null,
    memory: memory.get(known.kind) ?? null,
    speed: speeds.get(known.kind) ?? null,
    about: aboutKind(known.kind),
  }));
  return { items };
}
