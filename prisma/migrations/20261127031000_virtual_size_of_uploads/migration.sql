-- A qcow2 may promise its guest more than it has, and the shell that it grows in has to have room for that.
ALTER TABLE "Upload" ADD COLUMN "virtualBytes" BIGINT;
