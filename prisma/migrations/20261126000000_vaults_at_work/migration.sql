-- What a node can do for vaults, as its helper said last. Null where nobody could ask it.
ALTER TABLE "Node" ADD COLUMN "vaults" JSONB;
-- Days between the wish to end a vault and its end.
ALTER TABLE "Settings" ADD COLUMN "vaultGraceDays" INTEGER NOT NULL DEFAULT 7;
-- A vault that a person opened waits so long for something to be started in it.
ALTER TABLE "Vault" ADD COLUMN "heldUntil" TIMESTAMPTZ(3);
-- Who asked for its end, for the receipt.
ALTER TABLE "Vault" ADD COLUMN "shredByKind" TEXT;
ALTER TABLE "Vault" ADD COLUMN "shredByName" TEXT;
