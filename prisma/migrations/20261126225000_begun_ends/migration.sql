-- An end that has begun cannot be taken back, whatever came of it.
ALTER TABLE "Vault" ADD COLUMN "shredBegunAt" TIMESTAMPTZ(3);

-- Those that had begun before this was written down.
UPDATE "Vault" SET "shredBegunAt" = now()
  WHERE "state" = 'shredding' OR "stateReason" LIKE 'Its end could not be completed%';
