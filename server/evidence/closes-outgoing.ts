/** Answers, and what others have begun at a port that is named; the rest is refused, or dropped where nothing says so. */
const through = [
  'ct state established,related accept',
  'iifname "eth0" ct status dnat accept',
  'iifname "app0" reject with icmpx admin-prohibited',
];
const toShell = [
  'iifname "app0" ct state established,related accept',
  'iifname "app0" reject with icmpx admin-prohibited',
];

/**
 * Whether the rules of a shell let nothing out that the application in the network behind it begins. Another rule than
 * those that are known may let out anything.
 */
export function closesOutgoing(rules: readonly string[]): boolean {
  const lines = rules.map((rule) => rule.trim());
  const table = lines.slice(lines.indexOf('table inet berth {') + 1);
  const [hook = '', ...forwarded] = chainOf(table, 'through');
  const [, ...received] = chainOf(table, 'input');
  return (
    /^type filter hook forward priority \S+; policy drop;$/.test(hook) &&
    forwarded.every((rule) => through.includes(rule)) &&
    toShell.every((rule, at) => received[at] === rule)
  );
}

function chainOf(table: readonly string[], name: string): readonly string[] {
  const from = table.indexOf(`chain ${name} {`) + 1;
  return from === 0 ? [] : table.slice(from, table.indexOf('}', from));
}
