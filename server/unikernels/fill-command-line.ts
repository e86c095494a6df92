import { gatewayOf } from '#server/networks/network-names.ts';

type Place = { ipv4: string | null; subnet: string | null };

/**
 * `{ip}`, `{prefix}` and `{gateway}` in a kernel's command line, for kernels that take their address there and not by
 * DHCP, which gives the same one. `subnet` is an IPv4 CIDR whose first address is the gateway's.
 */
export function fillCommandLine(commandLine: string, { ipv4, subnet }: Place): string {
  const prefix = subnet?.split('/')[1] ?? '24';
  const values: Record<string, string> = {
    ip: ipv4 ?? '',
    prefix,
    gateway: subnet ? gatewayOf(subnet) : '',
  };
  return commandLine.replace(/\{(ip|prefix|gateway)\}/g, (_all, name: string) => values[name] ?? '');
}
