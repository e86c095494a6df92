-- Since when a vault should be locked and is not, and why. Null: it is as it should be.
ALTER TABLE "Vault" ADD COLUMN "lockDueAt" TIMESTAMPTZ(3), ADD COLUMN "lockFailure" JSONB;
CREATE INDEX "Vault_lockDueAt_idx" ON "Vault"("lockDueAt");

-- The locking after which what lay beside it was taken away. Of former ones nobody knows: each is tidied once.
ALTER TABLE "Vault" ADD COLUMN "tidiedAt" TIMESTAMPTZ(3);
CREATE INDEX "Vault_untidy_idx" ON "Vault"("lockedAt") WHERE "tidiedAt" IS DISTINCT FROM "lockedAt";

-- What a node said when it could not do something is for operators.
UPDATE "Job" SET "errorForOperators" = "errorDetails"->>'why', "errorDetails" = "errorDetails" - 'why',
  "error" = 'The node could not do it with the vault. Your provider can see why.'
  WHERE "errorReason" = 'vault-node-failed' AND "errorDetails" ? 'why';
UPDATE "JobStep" SET "errorForOperators" = "error",
  "error" = 'The node could not do it with the vault. Your provider can see why.'
  WHERE "error" LIKE 'The node % could not do it with the vault %: %';
UPDATE "Instance" SET "reasonParams" = "reasonParams" - 'why',
  "stateReason" = 'The node could not do it with the vault. Your provider can see why.'
  WHERE "reason" = 'vault-node-failed';
UPDATE "Deployment" SET "reasonParams" = "reasonParams" - 'why',
  "stateReason" = 'The node could not do it with the vault. Your provider can see why.'
  WHERE "reason" = 'vault-node-failed';
