import type { NetworkAclRule } from '#server/incus/network-acls.ts';
import { addressText, overlaps, parseCidr, subtractCidr } from './ipv4.ts';
import type { UsedAddress } from './list-used-addresses.ts';
import { gatewayOf } from './network-names.ts';

type Rules = { ingress: NetworkAclRule[]; egress: NetworkAclRule[] };
/** Where clouds answer questions about a machine: never for guests. */
const linkLocal = '169.254.0.0/16';

/**
 * Keeps a tenant's network from every other tenant's and from the machine under it. DNS and DHCP of its
 * own gateway stay open (the engine's own rules come before these), and so do answers to what the machine
 * itself began. The internet is open both ways; nothing speaks IPv6 yet.
 */
export function isolationRules(subnet: string, range: string, used: readonly UsedAddress[]): Rules {
  const otherTenants = subtractCidr(range, subnet);
  const machine = used
    .filter(({ cidr }) => !overlaps(parseCidr(cidr), parseCidr(range)))
    .map(({ cidr, isEngineNetwork }) => (isEngineNetwork ? wholeNetwork(cidr) : bareAddress(cidr)));
  const unreachable = [...otherTenants, gatewayOf(subnet), ...new Set(machine), linkLocal];
  return {
    egress: [
      reject({ destination: unreachable.join(',') }, 'other tenants and the machine'),
      reject({ destination: '::/0' }, 'IPv6'),
    ],
    ingress: [
      reject({ source: otherTenants.join(',') }, 'other tenants'),
      reject({ source: '::/0' }, 'IPv6'),
    ],
  };
}

function reject(where: Pick<NetworkAclRule, 'source' | 'destination'>, description: string): NetworkAclRule {
  return { action: 'reject', state: 'enabled', description, ...where };
}

function wholeNetwork(cidr: string): string {
  return `${addressText(parseCidr(cidr).first)}/${cidr.split('/')[1]}`;
}

function bareAddress(cidr: string): string {
  return cidr.split('/')[0] ?? cidr;
}
