-- What a call under a key has made up, so that another try of it does the same.
ALTER TABLE "IdempotencyKey" ADD COLUMN "draft" BYTEA;
