-- A receipt is read by the owners of its tenant, also when the tenant and its members are gone.
CREATE TABLE "ReceiptReader" (
  "receiptId" UUID NOT NULL REFERENCES "ShredReceipt" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "userId" UUID NOT NULL REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "ReceiptReader_pkey" PRIMARY KEY ("receiptId", "userId")
);
CREATE INDEX "ReceiptReader_userId_idx" ON "ReceiptReader" ("userId");
-- Receipts of tenants that are there still: their owners of today.
INSERT INTO "ReceiptReader" ("receiptId", "userId")
SELECT r."id", m."userId" FROM "ShredReceipt" r JOIN "Member" m ON m."tenantId" = r."tenantId" AND m."role" = 'owner';
