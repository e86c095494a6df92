-- Discs that full VMs start from, and in which drives they are.
CREATE TABLE "Iso" (
  "id" UUID NOT NULL,
  "tenantId" UUID NOT NULL,
  "nodeId" UUID,
  "name" TEXT NOT NULL,
  "pool" TEXT NOT NULL,
  "sizeBytes" BIGINT NOT NULL,
  "state" TEXT NOT NULL DEFAULT 'importing',
  "stateReason" TEXT,
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "Iso_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "Iso_tenantId_name_key" ON "Iso" ("tenantId", "name");
ALTER TABLE "Iso" ADD CONSTRAINT "Iso_tenantId_fkey" FOREIGN KEY ("tenantId")
  REFERENCES "Tenant" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "Iso" ADD CONSTRAINT "Iso_nodeId_fkey" FOREIGN KEY ("nodeId")
  REFERENCES "Node" ("id") ON DELETE SET NULL ON UPDATE CASCADE;

CREATE TABLE "IsoAttachment" (
  "isoId" UUID NOT NULL,
  "instanceId" UUID NOT NULL,
  "bootsFirst" BOOLEAN NOT NULL DEFAULT false,
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "IsoAttachment_pkey" PRIMARY KEY ("isoId", "instanceId")
);
CREATE INDEX "IsoAttachment_instanceId_idx" ON "IsoAttachment" ("instanceId");
ALTER TABLE "IsoAttachment" ADD CONSTRAINT "IsoAttachment_isoId_fkey" FOREIGN KEY ("isoId")
  REFERENCES "Iso" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "IsoAttachment" ADD CONSTRAINT "IsoAttachment_instanceId_fkey" FOREIGN KEY ("instanceId")
  REFERENCES "Instance" ("id") ON DELETE CASCADE ON UPDATE CASCADE;
