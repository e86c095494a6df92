-- Nothing measures what a disk moves yet.
ALTER TABLE "UsageSample" DROP COLUMN "diskReadBytes", DROP COLUMN "diskWriteBytes";

-- A deleted instance has used its traffic too: the month belongs to the tenant.
ALTER TABLE "TrafficMonth" DROP CONSTRAINT "TrafficMonth_instanceId_fkey";
ALTER TABLE "TrafficMonth" ADD COLUMN "tenantId" UUID;
UPDATE "TrafficMonth" m SET "tenantId" = i."tenantId" FROM "Instance" i WHERE i."id" = m."instanceId";
ALTER TABLE "TrafficMonth" ALTER COLUMN "tenantId" SET NOT NULL;
ALTER TABLE "TrafficMonth" ADD CONSTRAINT "TrafficMonth_tenantId_fkey" FOREIGN KEY ("tenantId") REFERENCES "Tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;
CREATE INDEX "TrafficMonth_tenantId_month_idx" ON "TrafficMonth"("tenantId", "month");
