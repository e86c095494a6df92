import type { SshKeyView } from './schema.ts';

/** What a query selects to make a view of. */
export const selectSshKey = {
  id: true,
  name: true,
  type: true,
  fingerprint: true,
  publicKey: true,
  createdAt: true,
  _count: { select: { instances: true } },
} as const;

type Row = Omit<SshKeyView, 'createdAt' | 'instances'> & { createdAt: Date; _count: { instances: number } };

export function sshKeyView({ _count, createdAt, ...key }: Row): SshKeyView {
  return { ...key, instances: _count.instances, createdAt: createdAt.toISOString() };
}
