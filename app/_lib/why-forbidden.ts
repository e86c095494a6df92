import { authorize } from '#server/auth/authorize.ts';
import type { Permission } from '#server/auth/permissions.ts';
import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { errorText } from './error-text.ts';

/** What keeps the reader from it, in words for a disabled control; undefined when nothing does. */
export async function whyForbidden(
  ctx: Ctx,
  tenantId: string,
  permission: Permission,
): Promise<string | undefined> {
  try {
    authorize(ctx, tenantId, permission);
    return undefined;
  } catch (error) {
    if (error instanceof AppError && error.code === 'forbidden') return errorText(error);
    throw error;
  }
}
