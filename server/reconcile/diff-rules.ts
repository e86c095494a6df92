import type { NetworkAcl, NetworkAclRule } from '#server/incus/network-acls.ts';
import type { Change } from './schema.ts';

type Rules = Pick<NetworkAcl, 'ingress' | 'egress'>;

/** Where two lists of rules differ; neither the order of rules nor that of addresses in one counts. */
export function diffRules(is: Rules, wanted: Rules): Change[] {
  return (['ingress', 'egress'] as const).flatMap((way) => {
    const found = is[way].map(ruleText).sort();
    const right = wanted[way].map(ruleText).sort();
    const missing = right.filter((rule) => !found.includes(rule));
    const extra = found.filter((rule) => !right.includes(rule));
    return [
      ...missing.map((rule) => ({ what: way, is: null, wanted: rule })),
      ...extra.map((rule) => ({ what: way, is: rule, wanted: null })),
    ];
  });
}

/** `reject enabled destination=10.0.0.0/8,192.168.1.7`; what a rule is called changes nothing. */
function ruleText({ action, state, description: _, ...where }: NetworkAclRule): string {
  const parts = Object.entries(where)
    .filter(([, value]) => value !== undefined && value !== '')
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([key, value]) => `${key}=${sorted(value ?? '')}`);
  return [action, state, ...parts].join(' ');
}

function sorted(addresses: string): string {
  return addresses
    .split(',')
    .map((address) => address.trim())
    .sort()
    .join(',');
}
