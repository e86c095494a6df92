import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { isReading, type Permission, roleMay } from './permissions.ts';
import { refuseHandedPassword } from './refuse-handed-password.ts';

/**
 * The first statement of every verb on a tenant's things. Throws `not-found` where the actor has no
 * part in the tenant, so that nobody learns what exists elsewhere; `forbidden` where the role is too
 * small. Operators and the system may everything, in every tenant.
 */
export function authorize(ctx: Pick<Ctx, 'actor'>, tenantId: string, permission: Permission): void {
  const { actor } = ctx;
  if (actor.kind === 'system') return;
  if (actor.kind === 'visitor') throw new AppError('unauthenticated', 'unauthenticated');
  refuseHandedPassword(actor);
  const membership = actor.memberships.find((m) => m.tenantId === tenantId);
  if (!membership && !actor.isOperator) throw new AppError('not-found', 'not-found');
  if (actor.kind === 'token' && actor.access === 'read' && !isReading(permission)) {
    throw new AppError('forbidden', 'token-read-only');
  }
  if (actor.isOperator || (membership && roleMay(membership.role, permission))) return;
  throw new AppError('forbidden', 'forbidden', { role: membership?.role ?? 'none' });
}

/** For the provider's own pages and calls: to everybody else they do not exist. */
export function authorizeOperator(ctx: Pick<Ctx, 'actor'>, access: 'read' | 'write' = 'write'): void {
  const { actor } = ctx;
  if (actor.kind === 'system') return;
  if (actor.kind === 'visitor') throw new AppError('unauthenticated', 'unauthenticated');
  refuseHandedPassword(actor);
  if (!actor.isOperator) throw new AppError('not-found', 'not-found');
  if (actor.kind === 'token' && actor.access === 'read' && access === 'write') {
    throw new AppError('forbidden', 'token-read-only');
  }
}
