-- AlterTable
ALTER TABLE "Image" ADD COLUMN     "hasCloudInit" BOOLEAN NOT NULL DEFAULT true;
