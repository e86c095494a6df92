-- What no customer may learn of a node (what else uses it, how full it is) stands beside the error, for operators.
ALTER TABLE "Job" ADD COLUMN "errorForOperators" TEXT;
ALTER TABLE "JobStep" ADD COLUMN "errorForOperators" TEXT;

-- Former rows have it in the error itself.
UPDATE "Job" SET "errorForOperators" = "error", "errorDetails" = "errorDetails" - 'why',
  "error" = 'There is no room for the vault on the node. Ask your provider.'
  WHERE "errorReason" = 'vault-no-room';
UPDATE "Job" SET "errorForOperators" = "error", "errorDetails" = "errorDetails" - 'names', "errorReason" = 'vault-held',
  "error" = 'Something on the node still uses the vault. Your provider can see what.'
  WHERE "errorReason" = 'vault-in-use' AND "errorDetails"->>'names' ~ '\(\d+|the kernel|the vault|files are held';
UPDATE "JobStep" SET "errorForOperators" = "error",
  "error" = 'There is no room for the vault on the node. Ask your provider.'
  WHERE "error" LIKE 'The vault % cannot be so large: %';
UPDATE "JobStep" SET "errorForOperators" = "error",
  "error" = 'Something on the node still uses the vault. Your provider can see what.'
  WHERE "error" ~ '^The vault .* is in use by .*(\(\d+|the kernel|the vault|files are held)';
UPDATE "Instance" SET "reasonParams" = "reasonParams" - 'why',
  "stateReason" = 'There is no room for the vault on the node. Ask your provider.' WHERE "reason" = 'vault-no-room';
UPDATE "Deployment" SET "reasonParams" = "reasonParams" - 'why',
  "stateReason" = 'There is no room for the vault on the node. Ask your provider.' WHERE "reason" = 'vault-no-room';
UPDATE "Vault" SET "stateReason" = 'Its end could not be completed: something on the node still uses it.'
  WHERE "stateReason" LIKE 'Its end could not be completed: The vault % is in use by %';
