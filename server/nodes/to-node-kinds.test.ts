import { expect, test } from 'vitest';
import { toNodeKinds } from './to-node-kinds.ts';

function kindsOf(...observed: Parameters<typeof toNodeKinds>) {
  return Object.fromEntries(toNodeKinds(...observed).map((entry) => [entry.kind, entry]));
}

test('both drivers: light VMs run, and what this version does not offer is said to come later', () => {
  const kinds = kindsOf({ drivers: ['lxc', 'qemu'], notOperational: undefined });
  expect(kinds['light-vm']?.isSupported).toBe(true);
  for (const kind of ['vm', 'app', 'sandbox', 'unikernel']) {
    expect(kinds[kind]).toMatchObject({
      isSupported: false,
      reasonKey: 'kind-comes-later',
      reason: 'Comes with a later version of Berth.',
    });
  }
});

test("without qemu the engine's own words say why there are no full VMs", () => {
  const notOperational = 'vhost_vsock kernel module not loaded';
  expect(kindsOf({ drivers: ['lxc'], notOperational }).vm).toEqual({
    kind: 'vm',
    isSupported: false,
    reason: 'The engine on this node cannot run it: vhost_vsock kernel module not loaded',
    reasonKey: 'kind-needs-engine',
    params: { detail: notOperational },
  });
});

test('where the engine gives no reason, what it lists is the reason', () => {
  const { vm } = kindsOf({ drivers: ['lxc'], notOperational: undefined });
  expect(vm).toMatchObject({
    isSupported: false,
    reasonKey: 'kind-needs-driver',
    params: { drivers: 'lxc' },
  });
  expect(vm?.reason).toContain('/dev/kvm');
});
