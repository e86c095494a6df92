-- Owners get a mail when a vault of theirs was destroyed. Those of receipts from before are not told now.
ALTER TABLE "ReceiptReader" ADD COLUMN "toldAt" TIMESTAMPTZ(3);
UPDATE "ReceiptReader" SET "toldAt" = now();
