/** What the engine says of one instance at one moment; counters count since the instance's last start. */
export type Reading = {
  instanceId: string;
  cpuSeconds: number;
  memoryBytes: bigint;
  diskBytes: bigint;
  rxBytes: bigint;
  txBytes: bigint;
};
