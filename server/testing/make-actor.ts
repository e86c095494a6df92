import { randomUUID } from 'node:crypto';
import type { Actor } from '#server/auth/actor.ts';
import type { Role } from '#server/auth/permissions.ts';

type User = Extract<Actor, { kind: 'user' }>;

function user(over: Partial<User>): User {
  return {
    kind: 'user',
    userId: randomUUID(),
    sessionId: randomUUID(),
    email: 'ada@example.com',
    name: 'Ada',
    isOperator: false,
    mustChangePassword: false,
    memberships: [],
    ...over,
  };
}

/** Somebody of the provider. */
export function makeOperator(): User {
  return user({ email: 'operator@example.com', name: 'Olga', isOperator: true });
}

/** Somebody with a role in one tenant and no part in any other. */
export function makeMember(tenant: { id: string; slug: string; name: string }, role: Role = 'owner'): User {
  const { id: tenantId, slug, name } = tenant;
  return user({ memberships: [{ tenantId, slug, name, role }] });
}
