import { authorizeOperator } from '#server/auth/authorize.ts';
import type { Ctx } from '#server/context.ts';
import { isEngineError } from '#server/incus/engine-error.ts';
import { listWarnings } from '#server/incus/warnings.ts';
import type { NodeWarning } from './schema.ts';

const timeoutSeconds = 3;

/**
 * What the engine says is not right on a node, asked now; null when the engine does not answer in
 * time, so that the rest of a page can be shown without it.
 */
export async function listNodeWarnings(ctx: Ctx, { name }: { name: string }): Promise<NodeWarning[] | null> {
  authorizeOperator(ctx, 'read');
  try {
    const warnings = await listWarnings(ctx.engine, { timeoutSeconds });
    return warnings
      .filter(({ status, location }) => status !== 'resolved' && (location === name || location === 'none'))
      .map((warning) => ({
        id: warning.uuid,
        type: warning.type,
        message: warning.lastMessage,
        severity: warning.severity,
        count: warning.count,
        lastSeenAt: warning.lastSeenAt?.toISOString() ?? null,
      }));
  } catch (error) {
    if (isEngineError(error)) return null;
    throw error;
  }
}
