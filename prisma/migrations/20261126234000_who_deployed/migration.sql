-- Who asked for a version, so that a customer can be told "the provider" where that is who it was.
ALTER TABLE "Deployment" ADD COLUMN "actorId" UUID;
UPDATE "Deployment" d SET "actorId" = j."actorId" FROM "Job" j
  WHERE j."id" = d."jobId" AND j."actorName" = d."actorName";
UPDATE "Deployment" d SET "actorId" = u."id" FROM "User" u WHERE d."actorId" IS NULL AND u."email" = d."actorName";

-- A receipt names its vault's destroyer to the customer.
UPDATE "Vault" v SET "shredByName" = 'the provider' FROM "User" u
  WHERE v."shreddedAt" IS NULL AND u."email" = v."shredByName" AND u."isOperator"
    AND NOT EXISTS (SELECT 1 FROM "Member" m WHERE m."userId" = u."id" AND m."tenantId" = v."tenantId");
