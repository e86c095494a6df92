import { record } from '#server/audit/record.ts';
import type { Ctx } from '#server/context.ts';
import { type Tx, uniqueViolation } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { notifyChange } from '#server/events/notify-change.ts';
import { authorizeSlug } from '#server/tenants/authorize-slug.ts';
import { parsePublicKey } from './parse-public-key.ts';
import type { CreateSshKeyInput, SshKeyView } from './schema.ts';
import { selectSshKey, sshKeyView } from './ssh-key-view.ts';

/** Stores a public key. Throws `invalid` for what is none, `conflict` for a key or name that is there already. */
export async function createSshKey(ctx: Ctx, input: CreateSshKeyInput): Promise<SshKeyView> {
  const tenantId = await authorizeSlug(ctx, input.tenant, 'ssh-key.manage');
  const { type, line, comment, fingerprint } = parsePublicKey(input.publicKey);
  const name = (input.name || comment || type).slice(0, 60);
  try {
    return await ctx.db.$transaction(async (tx) => {
      await refuseTaken(tx, tenantId, name, fingerprint);
      const key = await tx.sshKey.create({
        data: { tenantId, name, type, publicKey: line, fingerprint },
        select: selectSshKey,
      });
      const target = { targetKind: 'ssh-key', targetId: key.id, targetName: name };
      await record(ctx, tx, { action: 'ssh-key.create', tenantId, ...target, details: { fingerprint } });
      await notifyChange(tx, { topic: 'ssh-key', id: key.id, tenantId });
      return sshKeyView(key);
    });
  } catch (error) {
    // Two at the same moment: both saw neither, the index lets one through.
    if (uniqueViolation(error)) throw nameTaken(name, error);
    throw error;
  }
}

async function refuseTaken(tx: Tx, tenantId: string, name: string, fingerprint: string): Promise<void> {
  const taken = await tx.sshKey.findFirst({
    where: { tenantId, OR: [{ fingerprint }, { name }] },
    select: { name: true, fingerprint: true },
    orderBy: { createdAt: 'asc' },
  });
  if (taken?.fingerprint === fingerprint) {
    throw new AppError('conflict', 'ssh-key-taken', { name: taken.name }, { field: 'publicKey' });
  }
  if (taken) throw nameTaken(name);
}

function nameTaken(name: string, cause?: unknown): AppError {
  return new AppError('conflict', 'ssh-key-name-taken', { name }, { field: 'name', cause });
}
