-- How fast a kind is beside a bare process of the host, as the benchmark of kinds found on this installation.
CREATE TABLE "KindSpeed" (
    "kind" TEXT NOT NULL,
    "requests" DOUBLE PRECISION,
    "calls" DOUBLE PRECISION,
    "machine" TEXT NOT NULL,
    "measuredAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "KindSpeed_pkey" PRIMARY KEY ("kind")
);
