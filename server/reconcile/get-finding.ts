import { authorizeOperator } from '#server/auth/authorize.ts';
import type { Ctx } from '#server/context.ts';
import type { Tx } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { parseId } from '#server/parse-id.ts';
import type { FindingView } from './schema.ts';
import { toFindingViews } from './to-finding-view.ts';

export async function getFinding(ctx: Ctx, id: string): Promise<FindingView> {
  authorizeOperator(ctx, 'read');
  return loadFinding(ctx.db, id);
}

/** @throws AppError `not-found` */
export async function loadFinding(db: Tx, id: string): Promise<FindingView> {
  const row = await db.finding.findUnique({ where: { id: parseId(id) } });
  const [finding] = row ? await toFindingViews(db, [row]) : [];
  if (!finding) throw new AppError('not-found', 'not-found');
  return finding;
}
