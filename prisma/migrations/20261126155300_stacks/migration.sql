-- Services of a compose file: an instance whose first version is deployed after those of others, by their ids.
ALTER TABLE "Instance" ADD COLUMN "waitsFor" UUID[] NOT NULL DEFAULT ARRAY[]::UUID[];

CREATE INDEX "Instance_tenantId_stack_idx" ON "Instance"("tenantId", "stack");

CREATE INDEX "Instance_waitsFor_idx" ON "Instance" USING GIN ("waitsFor");
