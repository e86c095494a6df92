/** Why a name will not do: a word for messages, decided before the engine is asked. */
export type NameProblem = 'length' | 'characters' | 'edge-dash' | 'number' | 'reserved';

/**
 * What the engine would not take as the name of an instance: 1–63 letters, digits and dashes, no dash at either
 * end, not a number. Source: Incus docs, "Instance properties"; 6.0.4: shared/validate, IsHostname.
 */
export function instanceNameProblem(name: string): NameProblem | undefined {
  if (name.length < 1 || name.length > 63) return 'length';
  if (!/^[a-zA-Z0-9-]+$/.test(name)) return 'characters';
  if (name.startsWith('-') || name.endsWith('-')) return 'edge-dash';
  if (/^\d+$/.test(name)) return 'number';
  return undefined;
}

/**
 * As above, for a project. The engine allows more; these also do as a part of a DNS name, and the engine makes
 * DNS names of instances with them. Source: Incus 6.0.4: cmd/incusd/api_project.go, projectValidateName.
 */
export function projectNameProblem(name: string): NameProblem | undefined {
  if (name === 'default') return 'reserved';
  return instanceNameProblem(name);
}

/**
 * As above, for a bridge, whose name is the interface's on the host: 2–15 characters.
 * Source: Incus 6.0.4: shared/validate, IsInterfaceName.
 */
export function networkNameProblem(name: string): NameProblem | undefined {
  if (name.length < 2 || name.length > 15) return 'length';
  if (!/^[a-zA-Z0-9._-]+$/.test(name)) return 'characters';
  if (['lo', 'none', 'default'].includes(name)) return 'reserved';
  return undefined;
}

/** As above, for an ACL. Source: Incus docs, "How to configure network ACLs". */
export function aclNameProblem(name: string): NameProblem | undefined {
  if (name.length < 1 || name.length > 63) return 'length';
  if (!/^[a-zA-Z][a-zA-Z0-9-]*$/.test(name)) return 'characters';
  if (name.endsWith('-')) return 'edge-dash';
  return undefined;
}
