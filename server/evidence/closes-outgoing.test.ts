import { expect, test } from 'vitest';
import { closesOutgoing } from './closes-outgoing.ts';

/** As nft lists it; app-evidence.engine.test.ts has it of a real shell. */
const closed = `table inet berth {
  chain before {
    type nat hook prerouting priority dstnat; policy accept;
    iifname "eth0" tcp dport 8080 dnat ip to 192.0.0.2
  }
  chain through {
    type filter hook forward priority filter; policy drop;
    ct state established,related accept
    iifname "eth0" ct status dnat accept
    iifname "app0" reject with icmpx admin-prohibited
  }
  chain input {
    type filter hook input priority filter; policy accept;
    iifname "app0" ct state established,related accept
    iifname "app0" reject with icmpx admin-prohibited
  }
}`;
const closes = (text: string) => closesOutgoing(text.split('\n'));

test('what is forwarded is dropped but for what is known', () => {
  expect(closes(closed)).toBe(true);
  expect(closesOutgoing([])).toBe(false);
  expect(closes(closed.replace('policy drop', 'policy accept'))).toBe(false);
  expect(closes(closed.replace('chain through', 'chain elsewhere'))).toBe(false);
  const more = 'iifname "eth0" ct status dnat accept\n    iifname "app0" accept comment "reject"';
  expect(closes(closed.replace('iifname "eth0" ct status dnat accept', more))).toBe(false);
  // To the shell itself, which would send it on by what is its own.
  expect(closes(closed.replace(/(chain input[^}]*)iifname "app0" reject[^\n]*/, '$1'))).toBe(false);
});
