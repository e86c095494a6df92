/** The engine's project of a tenant. */
export function projectName(slug: string): string {
  return `berth-${slug}`;
}

/**
 * The bridge of a tenant, and the list of rules on it. An interface has at most 15 characters; the end
 * of an id is random, its beginning is the time and alike for tenants made at the same moment.
 */
export function bridgeName(tenantId: string): string {
  return `bt-${tenantId.replaceAll('-', '').slice(-10)}`;
}

/** `10.128.3.0/24` → `10.128.3.1`. */
export function gatewayOf(subnet: string): string {
  return addressIn(subnet, 1);
}

/** `10.128.3.0/24`, 17 → `10.128.3.17`. */
export function addressIn(subnet: string, host: number): string {
  return `${subnet.slice(0, subnet.lastIndexOf('.'))}.${host}`;
}
