import type { CreateOptions } from '#server/instances/create-options-schema.ts';
import type { Size } from '#server/instances/schema.ts';

type Quota = CreateOptions['quota'];

/** The quota as if the instance that gets another size were not there: what it has is free for it. */
export function withoutOwn(quota: Quota, own: Size): Quota {
  const give = (part: Quota['vcpus'], amount: number) => ({
    ...part,
    used: part.used - amount,
    left: Math.max(0, part.limit - part.used + amount),
  });
  return {
    ...quota,
    vcpus: give(quota.vcpus, own.vcpus),
    memoryBytes: give(quota.memoryBytes, own.memoryBytes),
    diskBytes: give(quota.diskBytes, own.diskBytes),
  };
}
