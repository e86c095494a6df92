import type { Db } from '#server/db.ts';
import { unseal } from '#server/secrets/seal.ts';
import { registryOf } from './registry-of.ts';

type Login = { auth: { username: string; password: string } | null; caPem: string | null };

/** What the tenant has for the registry of an image; nothing for one that anybody may read. */
export async function registryLogin(db: Db, tenantId: string, image: string): Promise<Login> {
  const row = await db.registryLogin.findUnique({
    where: { tenantId_host: { tenantId, host: registryOf(image) } },
  });
  if (!row) return { auth: null, caPem: null };
  const { id, username, password, caPem } = row;
  return { auth: username && password ? { username, password: unseal(password, id) } : null, caPem };
}
