/**
 * Set-up of every file of engine tests: tenants of two files that run beside each other, each with a database of its
 * own, must not choose the same subnet in the same moment.
 */
const lane = Number(process.env.VITEST_POOL_ID ?? 0) % 50;
export const ownRange = `10.${130 + lane}.0.0/16`;
process.env.BERTH_TENANT_RANGE = ownRange;
