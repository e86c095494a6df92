import { expect, test } from 'vitest';
import { findFreeSubnet, parseRoutes, parseSubnet } from './subnet.mjs';

test('a subnet is its first and last address', () => {
  expect(parseSubnet('10.1.2.77/24')).toEqual({ first: 0x0a010200, last: 0x0a0102ff });
  expect(parseSubnet('0.0.0.0/0')).toEqual({ first: 0, last: 0xffffffff });
  expect(parseSubnet('192.168.1.1')).toEqual({ first: 0xc0a80101, last: 0xc0a80101 });
});

test('the kernel table gives its subnets, without the default route', () => {
  const table = [
    'Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT',
    'eth0\t00000000\t010200C0\t0003\t0\t0\t0\t00000000\t0\t0\t0',
    'eth0\t000200C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0',
    'wg0\t0000D60A\t00000000\t0001\t0\t0\t0\t0000FFFF\t0\t0\t0',
    '',
  ].join('\n');
  expect(parseRoutes(table)).toEqual(['192.0.2.0/24', '10.214.0.0/16']);
});

test('a free subnet touches no used one, however large or small that is', () => {
  expect(findFreeSubnet([])).toBe('10.214.0');
  expect(findFreeSubnet(['192.168.0.1/16'])).toBe('10.214.0');
  expect(findFreeSubnet(['10.214.0.9/32', '10.212.0.0/15'])).toBe('10.211.0');
});

test('where all of 10.0.0.0/8 is used there is none', () => {
  expect(findFreeSubnet(['10.0.0.0/8'])).toBeUndefined();
});
