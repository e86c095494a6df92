-- A tenant leaves in one act: from this moment on everything that it has ends.
ALTER TABLE "Tenant" ADD COLUMN "endAfter" TIMESTAMPTZ(3), ADD COLUMN "endByKind" TEXT, ADD COLUMN "endByName" TEXT;
ALTER TABLE "Vault" ADD COLUMN "endsWithTenant" BOOLEAN NOT NULL DEFAULT false;
