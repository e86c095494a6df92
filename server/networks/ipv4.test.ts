import { expect, test } from 'vitest';
import { addressNumber, addressText, overlaps, parseCidr, subtractCidr } from './ipv4.ts';

test('an address survives the way to a number and back', () => {
  for (const text of ['0.0.0.0', '10.128.3.1', '192.0.2.255', '255.255.255.255']) {
    expect(addressText(addressNumber(text))).toBe(text);
  }
});

test('networks that touch overlap, neighbours do not', () => {
  const overlap = (a: string, b: string) => overlaps(parseCidr(a), parseCidr(b));
  expect(overlap('10.128.3.1/24', '10.128.0.0/10')).toBe(true);
  expect(overlap('10.128.3.0/24', '10.128.3.77')).toBe(true);
  expect(overlap('10.128.3.0/24', '10.128.4.0/24')).toBe(false);
});

test('a range without one of its networks covers every other address and none of that one', () => {
  const hole = '10.191.7.0/24';
  const rest = subtractCidr('10.128.0.0/10', hole);
  expect(rest).toHaveLength(14);
  const size = (cidr: string) => parseCidr(cidr).last - parseCidr(cidr).first + 1;
  expect(rest.reduce((sum, cidr) => sum + size(cidr), 0)).toBe(2 ** 22 - 256);
  expect(rest.some((cidr) => overlaps(parseCidr(cidr), parseCidr(hole)))).toBe(false);
  expect(rest.every((cidr) => overlaps(parseCidr(cidr), parseCidr('10.128.0.0/10')))).toBe(true);
});

test('a network outside the range takes nothing off it', () => {
  expect(subtractCidr('10.128.0.0/10', '192.0.2.0/24')).toEqual(['10.128.0.0/10']);
});
