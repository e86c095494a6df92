-- What a plan allows beside its size. A plan set says the same for sizes of one's own.
ALTER TABLE "Plan" ADD COLUMN "allowsNesting" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "Plan" ADD COLUMN "allowsEmulation" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "Plan" ADD COLUMN "allowsUnconfined" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "Plan" ADD COLUMN "maxUploadBytes" BIGINT NOT NULL DEFAULT 1073741824;
ALTER TABLE "PlanSet" ADD COLUMN "allowsNesting" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "PlanSet" ADD COLUMN "allowsEmulation" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "PlanSet" ADD COLUMN "allowsUnconfined" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "PlanSet" ADD COLUMN "maxUploadBytes" BIGINT NOT NULL DEFAULT 1073741824;

-- What only its kind has, and what runs in its shell as last observed.
ALTER TABLE "Instance" ADD COLUMN "settings" JSONB NOT NULL DEFAULT '{}';
ALTER TABLE "Instance" ADD COLUMN "workload" JSONB;
ALTER TABLE "Instance" ADD COLUMN "stack" TEXT;

-- One version of what runs in a shell.
CREATE TABLE "Deployment" (
  "id" UUID NOT NULL,
  "instanceId" UUID NOT NULL,
  "number" INTEGER NOT NULL,
  "kind" TEXT NOT NULL,
  "state" TEXT NOT NULL DEFAULT 'waiting',
  "stateReason" TEXT,
  "settings" JSONB NOT NULL,
  "secrets" BYTEA,
  "digest" TEXT,
  "facts" JSONB,
  "jobId" UUID,
  "actorName" TEXT NOT NULL,
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "startedAt" TIMESTAMPTZ(3),
  "finishedAt" TIMESTAMPTZ(3),
  CONSTRAINT "Deployment_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "Deployment_instanceId_number_key" ON "Deployment" ("instanceId", "number");
ALTER TABLE "Deployment" ADD CONSTRAINT "Deployment_instanceId_fkey" FOREIGN KEY ("instanceId")
  REFERENCES "Instance" ("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "DeploymentLine" (
  "deploymentId" UUID NOT NULL,
  "seq" INTEGER NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "text" TEXT NOT NULL,
  CONSTRAINT "DeploymentLine_pkey" PRIMARY KEY ("deploymentId", "seq")
);
ALTER TABLE "DeploymentLine" ADD CONSTRAINT "DeploymentLine_deploymentId_fkey" FOREIGN KEY ("deploymentId")
  REFERENCES "Deployment" ("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Who pulls from where: the password and nothing else is sealed.
CREATE TABLE "RegistryLogin" (
  "id" UUID NOT NULL,
  "tenantId" UUID NOT NULL,
  "host" TEXT NOT NULL,
  "username" TEXT,
  "password" BYTEA,
  "caPem" TEXT,
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "RegistryLogin_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "RegistryLogin_tenantId_host_key" ON "RegistryLogin" ("tenantId", "host");
ALTER TABLE "RegistryLogin" ADD CONSTRAINT "RegistryLogin_tenantId_fkey" FOREIGN KEY ("tenantId")
  REFERENCES "Tenant" ("id") ON DELETE CASCADE ON UPDATE CASCADE;
