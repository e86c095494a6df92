import type { Engine } from '#server/incus/engine.ts';
import { isEngineError } from '#server/incus/engine-error.ts';
import type { TaggedInstance } from '#server/incus/instance.ts';
import { getNetworkAcl, type NetworkAclRule } from '#server/incus/network-acls.ts';
import { getNetwork } from '#server/incus/networks.ts';
import { observer } from './observe.ts';
import type { EvidenceKey, Observation } from './schema.ts';

type Read = { engine: Engine; found: TaggedInstance; at: Date };

/** What keeps its network from others', as the engine has it now: the card, the bridge, and the rules on that. */
export async function networkEvidence({ engine, found, at }: Read): Promise<Observation[]> {
  const [name, card] = Object.entries(found.expandedDevices).find(([, { type }]) => type === 'nic') ?? [];
  const of = observer('network', { origin: 'engine', source: `device ${name ?? 'nic'}`, at });
  if (!card) return [of.seen('network', 'none')];
  const filter = (key: EvidenceKey, setting: string) => of.seen(key, card[setting] === 'true' ? 'yes' : 'no');
  return [
    of.seen('address', card['ipv4.address'] ?? 'none'),
    filter('mac-filter', 'security.mac_filtering'),
    filter('ipv4-filter', 'security.ipv4_filtering'),
    filter('ipv6-filter', 'security.ipv6_filtering'),
    ...(card.network ? await bridge(engine, card.network, at) : []),
  ];
}

async function bridge(engine: Engine, network: string, at: Date): Promise<Observation[]> {
  const of = observer('network', { origin: 'engine', source: `network ${network}`, at });
  const { config } = await getNetwork(engine, { name: network });
  const names = (config['security.acls'] ?? '').split(',').flatMap((name) => name.trim() || []);
  const head = [
    of.seen('network', network),
    of.seen('acl-attached', names.join(', ') || 'none', names.length > 0 ? 'none' : 'worry'),
  ];
  const rules = await Promise.all(names.map((name) => acl(engine, name, at)));
  return [...head, ...rules.flat()];
}

async function acl(engine: Engine, name: string, at: Date): Promise<Observation[]> {
  const of = observer('network', { origin: 'engine', source: `network ACL ${name}`, at });
  try {
    const { egress, ingress } = await getNetworkAcl(engine, { name });
    const rules = (key: EvidenceKey, list: NetworkAclRule[]) =>
      list.length > 0 ? of.seen(key, list.map(ruleText).join('\n')) : of.seen(key, 'none', 'worry');
    return [rules('acl-egress', egress), rules('acl-ingress', ingress)];
  } catch (error) {
    if (!isEngineError(error, 'not-found')) throw error;
    return [of.seen('acl-egress', 'none', 'worry'), of.seen('acl-ingress', 'none', 'worry')];
  }
}

function ruleText({ action, state, source, destination, protocol, ...ports }: NetworkAclRule): string {
  const parts = [
    action,
    protocol,
    source && `from ${source}`,
    ports.source_port && `port ${ports.source_port}`,
    destination && `to ${destination}`,
    ports.destination_port && `port ${ports.destination_port}`,
    state !== 'enabled' && `(${state})`,
  ];
  return parts.filter(Boolean).join(' ').replaceAll(',', ', ');
}
