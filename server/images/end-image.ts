import { z } from 'zod';
import type { Tx } from '#server/db.ts';
import type { AppError } from '#server/errors.ts';
import { notifyChange } from '#server/events/notify-change.ts';
import { noWhy, whyOf } from '#server/why/why.ts';
import type { ImageParams } from './image-params.ts';

const madeOutput = z.object({ fingerprint: z.string(), sizeBytes: z.number() });

type Row = Pick<ImageParams, 'id' | 'tenantId'>;

/** The engine has it: from now on it can be chosen. `output` is of the step that made it. */
export async function endMadeImage(tx: Tx, { id, tenantId }: Row, output: unknown): Promise<void> {
  const { fingerprint, sizeBytes } = madeOutput.parse(output);
  const data = { state: 'ready', ...noWhy, isPresent: true, isEnabled: true };
  await tx.image.updateMany({ where: { id }, data: { ...data, fingerprint, sizeBytes } });
  await notifyChange(tx, { topic: 'image', id, tenantId });
}

/** Whoever cancelled it wants it gone, and not to read why it is not there; else its row says why. */
export async function endFailedImage(tx: Tx, { id, tenantId }: Row, error: AppError): Promise<void> {
  if (error.reason === 'cancelled') await tx.image.deleteMany({ where: { id } });
  else {
    // It takes no place any more.
    const data = { state: 'failed', ...whyOf(error), sizeBytes: 0 };
    await tx.image.updateMany({ where: { id }, data });
  }
  await notifyChange(tx, { topic: 'image', id, tenantId });
}
