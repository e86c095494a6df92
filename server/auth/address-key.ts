import ipaddr from 'ipaddr.js';

/**
 * What counts as one address when attempts are counted. Whoever has an IPv6 address has its whole /64,
 * so that is one; addresses that are not known share one count.
 */
export function addressKey(ip: string | undefined): string {
  if (!ip || !ipaddr.isValid(ip)) return 'unknown';
  const address = ipaddr.process(ip);
  if (address.kind() === 'ipv4') return address.toString();
  const network = address.toByteArray().slice(0, 8);
  return `${Buffer.from(network).toString('hex')}/64`;
}
