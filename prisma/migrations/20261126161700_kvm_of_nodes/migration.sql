-- Whether guests run by KVM on a node: what a shell of a unikernel has tried last, and when.
ALTER TABLE "Node" ADD COLUMN "hasKvm" BOOLEAN,
ADD COLUMN "kvmSeenAt" TIMESTAMPTZ(3);
