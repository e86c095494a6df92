CREATE TABLE "Vault" (
  "id" UUID NOT NULL,
  "tenantId" UUID NOT NULL,
  "nodeId" UUID NOT NULL,
  "name" TEXT NOT NULL,
  "provider" TEXT NOT NULL,
  "isDedicated" BOOLEAN NOT NULL DEFAULT false,
  "instanceId" UUID,
  "sizeBytes" BIGINT NOT NULL,
  "pool" TEXT NOT NULL,
  "state" TEXT NOT NULL DEFAULT 'creating',
  "stateReason" TEXT,
  "keyMode" TEXT NOT NULL DEFAULT 'provider',
  "keyFingerprint" TEXT,
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "openedAt" TIMESTAMPTZ(3),
  "lockedAt" TIMESTAMPTZ(3),
  "shredAfter" TIMESTAMPTZ(3),
  "shreddedAt" TIMESTAMPTZ(3),
  CONSTRAINT "Vault_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "Vault_pool_key" ON "Vault" ("pool");
CREATE INDEX "Vault_tenantId_createdAt_idx" ON "Vault" ("tenantId", "createdAt");
CREATE INDEX "Vault_nodeId_idx" ON "Vault" ("nodeId");
CREATE INDEX "Vault_state_idx" ON "Vault" ("state");
CREATE INDEX "Vault_instanceId_idx" ON "Vault" ("instanceId");
-- What was shredded is in nobody's way. One vault for all of a tenant on a node, one of its own for an instance.
CREATE UNIQUE INDEX "Vault_one_default_key" ON "Vault" ("tenantId", "nodeId")
  WHERE NOT "isDedicated" AND "state" <> 'shredded';
CREATE UNIQUE INDEX "Vault_one_dedicated_key" ON "Vault" ("instanceId")
  WHERE "isDedicated" AND "state" <> 'shredded';
CREATE UNIQUE INDEX "Vault_name_key" ON "Vault" ("tenantId", "name") WHERE "state" <> 'shredded';

CREATE TABLE "VaultKey" (
  "vaultId" UUID NOT NULL,
  "wrapper" TEXT NOT NULL,
  "wrapperVersion" TEXT NOT NULL,
  "ciphertext" BYTEA NOT NULL,
  "salt" BYTEA,
  "kdf" JSONB,
  "header" BYTEA,
  "headerSavedAt" TIMESTAMPTZ(3),
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "wrappedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "VaultKey_pkey" PRIMARY KEY ("vaultId")
);
CREATE INDEX "VaultKey_wrapper_wrapperVersion_idx" ON "VaultKey" ("wrapper", "wrapperVersion");

CREATE TABLE "VaultEvent" (
  "id" UUID NOT NULL,
  "vaultId" UUID NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "what" TEXT NOT NULL,
  "actorKind" TEXT NOT NULL,
  "actorId" UUID,
  "actorName" TEXT NOT NULL,
  "jobId" UUID,
  "instanceId" UUID,
  "instanceName" TEXT,
  "note" TEXT,
  CONSTRAINT "VaultEvent_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "VaultEvent_vaultId_at_idx" ON "VaultEvent" ("vaultId", "at");

-- No foreign key: a receipt outlives the vault and the tenant.
CREATE TABLE "ShredReceipt" (
  "id" UUID NOT NULL,
  "vaultId" UUID NOT NULL,
  "vaultName" TEXT NOT NULL,
  "tenantId" UUID NOT NULL,
  "tenantSlug" TEXT NOT NULL,
  "tenantName" TEXT NOT NULL,
  "shreddedAt" TIMESTAMPTZ(3) NOT NULL,
  "text" TEXT NOT NULL,
  "signature" TEXT NOT NULL,
  "publicKeyId" TEXT NOT NULL,
  "publicKey" TEXT NOT NULL,
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "ShredReceipt_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "ShredReceipt_vaultId_key" ON "ShredReceipt" ("vaultId");
CREATE INDEX "ShredReceipt_tenantId_shreddedAt_idx" ON "ShredReceipt" ("tenantId", "shreddedAt");
CREATE INDEX "ShredReceipt_shreddedAt_idx" ON "ShredReceipt" ("shreddedAt");

ALTER TABLE "Instance" ADD COLUMN "vaultId" UUID;
CREATE INDEX "Instance_vaultId_idx" ON "Instance" ("vaultId");

ALTER TABLE "Vault" ADD CONSTRAINT "Vault_tenantId_fkey" FOREIGN KEY ("tenantId")
  REFERENCES "Tenant" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "Vault" ADD CONSTRAINT "Vault_nodeId_fkey" FOREIGN KEY ("nodeId")
  REFERENCES "Node" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "Vault" ADD CONSTRAINT "Vault_instanceId_fkey" FOREIGN KEY ("instanceId")
  REFERENCES "Instance" ("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "VaultKey" ADD CONSTRAINT "VaultKey_vaultId_fkey" FOREIGN KEY ("vaultId")
  REFERENCES "Vault" ("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "VaultEvent" ADD CONSTRAINT "VaultEvent_vaultId_fkey" FOREIGN KEY ("vaultId")
  REFERENCES "Vault" ("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Instance" ADD CONSTRAINT "Instance_vaultId_fkey" FOREIGN KEY ("vaultId")
  REFERENCES "Vault" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
