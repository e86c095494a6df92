import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { signingKey } from './receipts/signing-key.ts';

/** The public half of what signs receipts now (PEM). Whoever trusts it had it before the receipt. */
export async function getReceiptKey(ctx: Ctx): Promise<{ publicKeyId: string; publicKey: string }> {
  if (ctx.actor.kind === 'visitor') throw new AppError('unauthenticated', 'unauthenticated');
  const { publicKeyId, publicKey } = signingKey();
  return { publicKeyId, publicKey };
}
