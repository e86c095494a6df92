-- Why something is in its state, as a key that is read in every language, beside the English words.
ALTER TABLE "Instance" ADD COLUMN "reason" TEXT, ADD COLUMN "reasonParams" JSONB;
ALTER TABLE "Image" ADD COLUMN "reason" TEXT, ADD COLUMN "reasonParams" JSONB;
ALTER TABLE "Iso" ADD COLUMN "reason" TEXT, ADD COLUMN "reasonParams" JSONB;
