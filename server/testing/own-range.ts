/**
 * Set-up of every file of engine tests: tenants of two files that run beside each other, each with a database of its
 * own, must not choose the same subnet in the same moment.
 */
const lanes = 50;
const lane = Number(process.env.VITEST_POOL_ID ?? 0) % lanes;
const first = 130;
export const ownRange = `10.${first + lane}.0.0/16`;
process.env.BERTH_TENANT_RANGE = ownRange;

/** Whether it lies in the range of one of the files that run beside each other. */
export function isOfLanes(address: string): boolean {
  const [ten, second] = address.split('.').map(Number);
  return ten === 10 && second !== undefined && second >= first && second < first + lanes;
}
