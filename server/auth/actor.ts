import type { Role } from '#server/auth/permissions.ts';

export type Membership = { tenantId: string; slug: string; name: string; role: Role };

/** Who asks. A token acts for its user, inside its tenant when it has one. */
export type Actor =
  | {
      kind: 'user';
      userId: string;
      sessionId: string;
      email: string;
      name: string;
      isOperator: boolean;
      mustChangePassword: boolean;
      memberships: readonly Membership[];
    }
  | {
      kind: 'token';
      tokenId: string;
      tokenName: string;
      userId: string;
      access: 'read' | 'write';
      isOperator: boolean;
      memberships: readonly Membership[];
    }
  | { kind: 'visitor' }
  | { kind: 'system'; name: string };

/** The system and whoever works for the provider. */
export function isProvider(actor: Actor): boolean {
  return actor.kind === 'system' || (actor.kind !== 'visitor' && actor.isOperator);
}

export function actorName(actor: Actor): string {
  if (actor.kind === 'user') return actor.email;
  if (actor.kind === 'token') return `token ${actor.tokenName}`;
  return actor.kind === 'visitor' ? 'visitor' : actor.name;
}

export function actorId(actor: Actor): string | null {
  return actor.kind === 'user' || actor.kind === 'token' ? actor.userId : null;
}
