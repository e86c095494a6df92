-- What customers read and choose by, where an image came from, and whose own it is.
ALTER TABLE "Image" ADD COLUMN "description" TEXT NOT NULL DEFAULT '';
ALTER TABLE "Image" ADD COLUMN "minMemoryBytes" BIGINT NOT NULL DEFAULT 0;
ALTER TABLE "Image" ADD COLUMN "origin" TEXT NOT NULL DEFAULT 'engine';
ALTER TABLE "Image" ADD COLUMN "originNote" TEXT;
ALTER TABLE "Image" ADD COLUMN "app" JSONB;
ALTER TABLE "Image" ADD COLUMN "state" TEXT NOT NULL DEFAULT 'ready';
ALTER TABLE "Image" ADD COLUMN "stateReason" TEXT;
ALTER TABLE "Image" ADD COLUMN "tenantId" UUID;
ALTER TABLE "Image" ADD CONSTRAINT "Image_tenantId_fkey" FOREIGN KEY ("tenantId")
  REFERENCES "Tenant" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE UNIQUE INDEX "Image_tenantId_name_key" ON "Image" ("tenantId", "name");

-- Where an operator copies images from.
ALTER TABLE "Settings" ADD COLUMN "imageServer" TEXT NOT NULL DEFAULT 'https://images.linuxcontainers.org';
