import type { Lack, NodeFacts } from './kind.ts';

/** Null when the node's engine has the driver; else its own words where it gives any. */
export function lackOfDriver(driver: string, { drivers, notOperational }: NodeFacts): Lack | null {
  if (drivers.includes(driver)) return null;
  if (notOperational) return { reasonKey: 'kind-needs-engine', params: { detail: notOperational } };
  return { reasonKey: 'kind-needs-driver', params: { drivers: drivers.join(', ') || 'none' } };
}
