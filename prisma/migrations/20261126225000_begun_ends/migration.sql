-- An end that has begun cannot be taken back, whatever came of it.
ALTER TABLE "Vault" ADD COLUMN "shredBegunAt" TIMESTAMPTZ(3);
