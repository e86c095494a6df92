import type { Tx } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { unseal } from '#server/secrets/seal.ts';
import { hostOf } from './schema.ts';

export type RegistryAccess = {
  auth: { username: string; password: string } | null;
  caPem: string | null;
};

/**
 * How a tenant signs in where an image comes from; the password is plain, for the standard input of a shell and nothing
 * else. Throws `refused` when it cannot be opened any more.
 */
export async function registryOf(
  db: Pick<Tx, 'registryLogin'>,
  { tenantId, reference }: { tenantId: string; reference: string },
): Promise<RegistryAccess> {
  const host = hostOf(reference);
  const row = await db.registryLogin.findUnique({ where: { tenantId_host: { tenantId, host } } });
  if (!row) return { auth: null, caPem: null };
  const { id, username, password, caPem } = row;
  if (!username || !password) return { auth: null, caPem };
  return { auth: { username, password: open(id, host, password) }, caPem };
}

function open(id: string, host: string, sealed: Uint8Array): string {
  try {
    return unseal(sealed, id);
  } catch (cause) {
    throw new AppError('refused', 'registry-unreadable', { host }, { cause });
  }
}
