import { z } from 'zod';
import { instanceKinds } from '#server/instances/kinds/schema.ts';

export const evidenceSections = [
  'runtime',
  'kernel',
  'users',
  'privileges',
  'application',
  'network',
  'storage',
  'limits',
] as const;
export type EvidenceSection = (typeof evidenceSections)[number];

/**
 * Who says so: the engine; a program of ours in the shell; the helper on the node; our own rows; or the guest itself,
 * whose root could make it up.
 */
export const evidenceOrigins = ['engine', 'shell', 'node', 'panel', 'guest'] as const;
export type EvidenceOrigin = (typeof evidenceOrigins)[number];

/** What can be known of an instance; the words are in messages/<locale>/evidence.json. */
export const evidenceKeys = [
  'engine',
  'runtime',
  'podman',
  'kernel',
  'kernel-shared',
  'kernel-seen',
  'kernel-installed',
  'kernel-waits',
  'live-patches',
  'id-map-engine',
  'id-map-inside',
  'privileged',
  'capabilities',
  'capabilities-bounding',
  'seccomp',
  'no-new-privileges',
  'lsm',
  'nesting',
  'syscall-deny',
  'secure-boot',
  'tpm',
  'app-version',
  'app-runtime',
  'app-platform',
  'app-refused',
  'app-kernel',
  'app-capabilities',
  'app-bounding',
  'app-no-new-privileges',
  'app-seccomp',
  'app-seccomp-own',
  'app-user',
  'app-user-map',
  'app-root',
  'app-mounts',
  'app-devices',
  'app-network',
  'app-filter',
  'app-outgoing',
  'inside-capabilities',
  'inside-bounding',
  'inside-no-new-privileges',
  'inside-seccomp',
  'inside-user',
  'inside-root',
  'inside-devices',
  'qemu',
  'qemu-machine',
  'qemu-accelerator',
  'qemu-sandbox',
  'qemu-devices',
  'qemu-memory',
  'shell-processes',
  'address',
  'mac-filter',
  'ipv4-filter',
  'ipv6-filter',
  'network',
  'acl-attached',
  'acl-egress',
  'acl-ingress',
  'vault',
  'vault-state',
  'vault-provider',
  'vault-cipher',
  'vault-holder',
  'vault-key',
  'pool',
  'limit-cpu',
  'limit-memory',
  'limit-disk',
  'limit-processes',
  'memory-seen',
  'cpus-seen',
] as const;
export type EvidenceKey = (typeof evidenceKeys)[number];

export const evidenceReasons = [
  'not-running',
  'no-answer',
  'no-lsm',
  'no-program',
  'not-deployed',
  'node-unreachable',
  'no-node-shell',
  'helper-too-old',
  'no-kernel-there',
] as const;
export type EvidenceReason = (typeof evidenceReasons)[number];

/** `notice`: weaker than it could be, for a reason that somebody chose; `worry`: not as it should be. */
export const evidenceMarks = ['none', 'notice', 'worry'] as const;
export type EvidenceMark = (typeof evidenceMarks)[number];

export const observation = z.object({
  section: z.enum(evidenceSections),
  key: z.enum(evidenceKeys),
  value: z.string().nullable().describe('null: not known, for the `reason`'),
  reason: z.enum(evidenceReasons).nullable(),
  origin: z.enum(evidenceOrigins).describe('Who says so; what the guest says, its own root could make up'),
  source: z.string().describe('Where it was read'),
  at: z.iso.datetime(),
  mark: z.enum(evidenceMarks),
});
export type Observation = z.infer<typeof observation>;

export const evidenceView = z.object({
  instanceId: z.uuid(),
  name: z.string(),
  kind: z.enum(instanceKinds),
  state: z.string(),
  at: z.iso.datetime(),
  observations: z.array(observation),
});
export type EvidenceView = z.infer<typeof evidenceView>;
