-- Which jobs a worker can run: one that none of them can would wait for ever, and nobody would know why.
ALTER TABLE "Worker" ADD COLUMN "known" TEXT[] NOT NULL DEFAULT '{}';
