/** The addresses of a network, the first and the last one as numbers. */
export type AddressRange = { first: number; last: number };

export function addressNumber(text: string): number {
  return text.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}

export function addressText(number: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.');
}

/** `10.1.2.3/24` or a bare address, as the whole network that it is in. */
export function parseCidr(text: string): AddressRange {
  const [address = '', prefix = '32'] = text.split('/');
  const size = 2 ** (32 - Number(prefix));
  const first = Math.floor(addressNumber(address) / size) * size;
  return { first, last: first + size - 1 };
}

export function overlaps(a: AddressRange, b: AddressRange): boolean {
  return a.first <= b.last && b.first <= a.last;
}

/** `whole` without `hole`, as the fewest CIDRs. Both must be CIDRs themselves. */
export function subtractCidr(whole: string, hole: string): string[] {
  const left: string[] = [];
  let { first, last } = parseCidr(whole);
  const inner = parseCidr(hole);
  if (!overlaps({ first, last }, inner)) return [whole];
  while (last - first > inner.last - inner.first) {
    const middle = first + (last - first + 1) / 2;
    const isLower = inner.first < middle;
    left.push(cidrText(isLower ? { first: middle, last } : { first, last: middle - 1 }));
    if (isLower) last = middle - 1;
    else first = middle;
  }
  return left;
}

function cidrText({ first, last }: AddressRange): string {
  return `${addressText(first)}/${32 - Math.log2(last - first + 1)}`;
}
