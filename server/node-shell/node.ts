import { z } from 'zod';

// None of these may begin like an option or carry what SSH expands (%, ~, ${…}).
const host = z.string().regex(/^(?!-)[A-Za-z0-9.:_-]{1,253}$/, 'not the name or address of a machine');
const user = z.string().regex(/^[a-z_][a-z0-9_-]{0,31}$/, 'not the name of a user');
const absolutePath = z.string().regex(/^\/[A-Za-z0-9._/@+-]{1,500}$/, 'not a plain absolute path');
const hostKey = z
  .string()
  .regex(/^(ssh|ecdsa)-[a-z0-9-]{1,40} [A-Za-z0-9+/]{20,1000}={0,2}$/, 'not a public key: "type base64"');

const localNode = z.strictObject({
  kind: z.literal('local'),
  /** Where its vaults are; the helper's own setting unless said. */
  vaultRoot: absolutePath.optional(),
});

const sshNode = z.strictObject({
  kind: z.literal('ssh'),
  host,
  port: z.int().min(1).max(65535).default(22),
  user,
  /** The one host key that is accepted, as in a .pub file without its comment. */
  hostKey,
  /** The file of our private key; on the node it is bound to the helper by `command=`. */
  identityFile: absolutePath,
});

export const nodeSchema = z.discriminatedUnion('kind', [localNode, sshNode]);

/** How a node's helper is reached: as root on this machine, or by SSH. */
export type Node = z.input<typeof nodeSchema>;
export type SshNode = z.output<typeof sshNode>;

export function nodeName(node: Node): string {
  return node.kind === 'local' ? 'this machine' : `${node.user}@${node.host}:${node.port ?? 22}`;
}
