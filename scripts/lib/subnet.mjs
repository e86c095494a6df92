/** `10.1.2.0/24` → its first and last address as numbers. */
export function parseSubnet(text) {
  const [address, prefix = '32'] = text.split('/');
  const size = 2 ** (32 - Number(prefix));
  const first = Math.floor(toNumber(address) / size) * size;
  return { first, last: first + size - 1 };
}

function toNumber(address) {
  return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}

/** Subnets of `/proc/net/route` (little-endian hexadecimal); the default route is none. */
export function parseRoutes(text) {
  return text
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'))
    .filter((fields) => fields.length > 7 && fields[7] !== '00000000')
    .map((fields) => `${fromHex(fields[1])}/${prefixOf(fields[7])}`);
}

function fromHex(hex) {
  return hex
    .match(/../g)
    .reverse()
    .map((byte) => Number.parseInt(byte, 16))
    .join('.');
}

function prefixOf(hex) {
  return Number.parseInt(hex, 16).toString(2).replaceAll('0', '').length;
}

/**
 * A /24 of 10.0.0.0/8 that touches none of the used ones. It starts high: hand-made networks tend to sit
 * at the low end.
 */
export function findFreeSubnet(used) {
  const taken = used.map(parseSubnet);
  for (let second = 214; second > 0; second--) {
    const candidate = parseSubnet(`10.${second}.0.0/24`);
    if (taken.every((net) => candidate.last < net.first || candidate.first > net.last))
      return `10.${second}.0`;
  }
  return undefined;
}
