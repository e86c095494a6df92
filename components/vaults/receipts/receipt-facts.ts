import { z } from 'zod';

/** What the list shows of a receipt's words. A receipt of another format shows less, and is offered all the same. */
const shown = z.object({
  key: z.object({ fingerprint: z.string() }),
  shred: z.object({ verification: z.object({ oldKeyOpens: z.boolean().nullable() }) }),
});

type ReceiptFacts = { fingerprint: string; oldKey: 'opens' | 'no' | 'untried' };

export function receiptFacts(text: string): ReceiptFacts | undefined {
  const { data } = shown.safeParse(JSON.parse(text));
  if (!data) return undefined;
  const { oldKeyOpens } = data.shred.verification;
  const oldKey = oldKeyOpens === null ? 'untried' : oldKeyOpens ? 'opens' : 'no';
  return { fingerprint: data.key.fingerprint, oldKey };
}
