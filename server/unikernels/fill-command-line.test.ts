import { expect, test } from 'vitest';
import { fillCommandLine } from './fill-command-line.ts';

const place = { ipv4: '10.128.3.7', subnet: '10.128.3.0/24' };

test('the address of the instance stands where it is asked for, and nothing else changes', () => {
  expect(fillCommandLine('ip={ip}/{prefix} gw={gateway} {ip} {other} $(id)', place)).toBe(
    'ip=10.128.3.7/24 gw=10.128.3.1 10.128.3.7 {other} $(id)',
  );
  expect(fillCommandLine('', place)).toBe('');
});
