-- Our own claims replace the former dispatcher, whose tables go.
DROP SCHEMA IF EXISTS graphile_worker CASCADE;

ALTER TABLE "Job" ADD COLUMN "requestId" TEXT,
  ADD COLUMN "traceparent" TEXT,
  ADD COLUMN "turn" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "runAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  ADD COLUMN "claimedBy" TEXT,
  ADD COLUMN "claimedUntil" TIMESTAMPTZ(3),
  ADD COLUMN "cancelRequestedAt" TIMESTAMPTZ(3),
  ADD COLUMN "resolvedAt" TIMESTAMPTZ(3),
  ADD COLUMN "resolvedByName" TEXT,
  ADD COLUMN "resolvedReason" TEXT;
ALTER TABLE "JobStep" ADD COLUMN "undoAttempts" INTEGER NOT NULL DEFAULT 0;

-- However many jobs have ended, a claim and a tenant's turn look at those alone that have not.
CREATE INDEX "Job_unfinished_idx" ON "Job" ("turn", "createdAt") WHERE "state" IN ('queued', 'running', 'undoing');
CREATE INDEX "Job_unfinished_tenant_idx" ON "Job" ("tenantId", "turn") WHERE "state" IN ('queued', 'running', 'undoing');

CREATE TABLE "Worker" (
  "id" TEXT NOT NULL,
  "host" TEXT NOT NULL,
  "version" TEXT NOT NULL,
  "isStopping" BOOLEAN NOT NULL DEFAULT false,
  "startedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "seenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "Worker_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "IdempotencyKey" (
  "actorKey" TEXT NOT NULL,
  "key" TEXT NOT NULL,
  "requestHash" TEXT NOT NULL,
  "status" INTEGER,
  "answer" BYTEA,
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "IdempotencyKey_pkey" PRIMARY KEY ("actorKey", "key")
);
CREATE INDEX "IdempotencyKey_createdAt_idx" ON "IdempotencyKey" ("createdAt");

CREATE TABLE "Finding" (
  "id" UUID NOT NULL,
  "kind" TEXT NOT NULL,
  "subjectKey" TEXT NOT NULL,
  "subject" TEXT NOT NULL,
  "tenantId" UUID,
  "instanceId" UUID,
  "state" TEXT NOT NULL DEFAULT 'open',
  "details" JSONB NOT NULL DEFAULT '{}',
  "outcome" TEXT,
  "actorName" TEXT,
  "foundAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "seenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "closedAt" TIMESTAMPTZ(3),
  CONSTRAINT "Finding_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "Finding_state_foundAt_idx" ON "Finding" ("state", "foundAt");
CREATE INDEX "Finding_tenantId_idx" ON "Finding" ("tenantId");
-- The same thing found again and again is one finding.
CREATE UNIQUE INDEX "Finding_one_open_key" ON "Finding" ("kind", "subjectKey") WHERE "state" = 'open';
