import type { Tx } from '#server/db.ts';

/** What an upload was for has been done: its row goes with this transaction, its file by the loop's next pass. */
export async function forgetUpload(tx: Tx, id: string): Promise<void> {
  await tx.upload.deleteMany({ where: { id } });
}
