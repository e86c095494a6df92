export const roles = ['owner', 'admin', 'developer', 'reader'] as const;
export type Role = (typeof roles)[number];

/** What a member may do inside a tenant, by role. A verb asks for one of these and nothing else. */
export const rolesThatMay = {
  'tenant.read': ['owner', 'admin', 'developer', 'reader'],
  'instance.read': ['owner', 'admin', 'developer', 'reader'],
  'instance.manage': ['owner', 'admin', 'developer'],
  'instance.console': ['owner', 'admin', 'developer'],
  'ssh-key.manage': ['owner', 'admin', 'developer'],
  'job.read': ['owner', 'admin', 'developer', 'reader'],
  'usage.read': ['owner', 'admin', 'developer', 'reader'],
  'team.read': ['owner', 'admin', 'developer', 'reader'],
  'team.manage': ['owner', 'admin'],
  'vault.read': ['owner', 'admin', 'developer', 'reader'],
  'vault.open': ['owner', 'admin', 'developer'],
  'vault.manage': ['owner', 'admin'],
  'vault.end': ['owner'],
  'token.manage': ['owner', 'admin', 'developer'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof rolesThatMay;

/** Permissions that change something: a read-only token has none of them, a suspended tenant neither. */
const reading: readonly Permission[] = [
  'tenant.read',
  'instance.read',
  'job.read',
  'usage.read',
  'team.read',
  'vault.read',
];

export function isReading(permission: Permission): boolean {
  return reading.includes(permission);
}

export function roleMay(role: Role, permission: Permission): boolean {
  return (rolesThatMay[permission] as readonly Role[]).includes(role);
}
