import { z } from 'zod';
import { apiPath } from './api-path.ts';
import { changeNow } from './change-resource.ts';
import type { CallOptions, Engine } from './engine.ts';
import { readResource, readTagged } from './read-resource.ts';
import { listOf, textMap } from './shapes.ts';

const ruleSchema = z.object({
  action: z.enum(['allow', 'allow-stateless', 'reject', 'drop']),
  state: z.enum(['enabled', 'disabled', 'logged']).default('enabled'),
  description: z.string().optional(),
  source: z.string().optional(),
  destination: z.string().optional(),
  protocol: z.string().optional(),
  source_port: z.string().optional(),
  destination_port: z.string().optional(),
  icmp_type: z.string().optional(),
  icmp_code: z.string().optional(),
});

/**
 * A rule; the engine orders them itself: drop, reject, allow, then the network's default.
 * Source: Incus docs, "How to configure network ACLs".
 */
export type NetworkAclRule = z.output<typeof ruleSchema>;

const aclSchema = z.object({
  name: z.string(),
  description: z.string().default(''),
  ingress: listOf(ruleSchema),
  egress: listOf(ruleSchema),
  config: textMap,
  used_by: listOf(z.string()),
});

export type NetworkAcl = z.output<typeof aclSchema>;
export type TaggedNetworkAcl = NetworkAcl & { etag: string | undefined };

export type NetworkAclInput = {
  name: string;
  description?: string;
  /** Traffic towards the instances. */
  ingress: NetworkAclRule[];
  /** Traffic that the instances send. */
  egress: NetworkAclRule[];
};

export async function listNetworkAcls(engine: Engine, options?: CallOptions): Promise<NetworkAcl[]> {
  const question = { path: apiPath`network-acls`, query: { recursion: 1 } };
  return readResource(engine, listOf(aclSchema), question, options);
}

export async function getNetworkAcl(
  engine: Engine,
  { name }: { name: string },
  options?: CallOptions,
): Promise<TaggedNetworkAcl> {
  const { value, etag } = await readTagged(
    engine,
    aclSchema,
    { path: apiPath`network-acls/${name}` },
    options,
  );
  return { ...value, etag };
}

export async function createNetworkAcl(
  engine: Engine,
  input: NetworkAclInput,
  options?: CallOptions,
): Promise<void> {
  await changeNow(engine, { method: 'POST', path: apiPath`network-acls`, body: input }, options);
}

/** Replaces all rules; takes effect at once on every network that uses the ACL. */
export async function updateNetworkAcl(
  engine: Engine,
  { name, etag, ...acl }: NetworkAclInput & { etag?: string | undefined },
  options?: CallOptions,
): Promise<void> {
  const body = { description: '', config: {}, ...acl };
  await changeNow(engine, { method: 'PUT', path: apiPath`network-acls/${name}`, body, etag }, options);
}

/** @throws EngineError when a network still uses it */
export async function deleteNetworkAcl(
  engine: Engine,
  { name }: { name: string },
  options?: CallOptions,
): Promise<void> {
  await changeNow(engine, { method: 'DELETE', path: apiPath`network-acls/${name}` }, options);
}
