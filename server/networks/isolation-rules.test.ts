import { expect, test } from 'vitest';
import { overlaps, parseCidr } from './ipv4.ts';
import { isolationRules } from './isolation-rules.ts';

const rules = isolationRules('10.128.7.0/24', '10.128.0.0/10', [
  { cidr: '10.214.0.1/24', isEngineNetwork: true },
  { cidr: '10.128.3.1/24', isEngineNetwork: true },
  { cidr: '198.51.100.20/24', isEngineNetwork: false },
]);
const targets = (rules.egress[0]?.destination ?? '').split(',');
const isCut = (address: string) => targets.some((cidr) => overlaps(parseCidr(cidr), parseCidr(address)));

test('an instance reaches no other tenant, no network of the engine, and not the machine', () => {
  for (const address of ['10.128.3.10', '10.191.255.10', '10.214.0.50', '198.51.100.20', '169.254.169.254']) {
    expect(isCut(address), address).toBe(true);
  }
});

test('it reaches its neighbours, the machine’s own neighbours and the internet, but not its gateway', () => {
  for (const address of ['10.128.7.10', '10.128.7.250', '198.51.100.21', '8.8.8.8', '10.0.0.1']) {
    expect(isCut(address), address).toBe(false);
  }
  expect(isCut('10.128.7.1')).toBe(true);
});

test('nothing comes in from other tenants; the gateway, from which the machine speaks, may', () => {
  const sources = (rules.ingress[0]?.source ?? '').split(',');
  const isCutIn = (address: string) => sources.some((cidr) => overlaps(parseCidr(cidr), parseCidr(address)));
  expect(isCutIn('10.128.3.10')).toBe(true);
  expect(isCutIn('10.128.7.1')).toBe(false);
});
