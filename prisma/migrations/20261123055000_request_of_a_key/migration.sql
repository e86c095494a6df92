-- Which request a key was last used by: whoever lost its answer finds by it what it began.
ALTER TABLE "IdempotencyKey" ADD COLUMN "requestId" TEXT;
CREATE INDEX "Job_requestId_idx" ON "Job" ("requestId") WHERE "requestId" IS NOT NULL;
