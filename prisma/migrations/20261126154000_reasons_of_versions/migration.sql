-- Why a version did not come up, so that every reader gets it in the own language: a key of the error messages
-- with its parameters. Versions of before have the English text alone.
ALTER TABLE "Deployment" ADD COLUMN "reason" TEXT, ADD COLUMN "reasonParams" JSONB;
