import { expect, test } from 'vitest';
import { toNodeKinds } from './to-node-kinds.ts';

function kindsOf(node: Partial<Parameters<typeof toNodeKinds>[0]>) {
  const facts = { drivers: ['lxc'], notOperational: undefined, images: [], ...node };
  return Object.fromEntries(toNodeKinds(facts).map((entry) => [entry.kind, entry]));
}

test('both drivers: light VMs and full VMs run', () => {
  const kinds = kindsOf({ drivers: ['lxc', 'qemu'] });
  expect(kinds['light-vm']?.isSupported).toBe(true);
  expect(kinds.vm?.isSupported).toBe(true);
});

test("without qemu the engine's own words say why there are no full VMs", () => {
  const notOperational = 'vhost_vsock kernel module not loaded';
  expect(kindsOf({ notOperational }).vm).toEqual({
    kind: 'vm',
    isSupported: false,
    reason: 'The engine on this node cannot run it: vhost_vsock kernel module not loaded',
    reasonKey: 'kind-needs-engine',
    params: { detail: notOperational },
  });
});

test('where the engine gives no reason, what it lists is the reason', () => {
  const { vm } = kindsOf({});
  expect(vm).toMatchObject({
    isSupported: false,
    reasonKey: 'kind-needs-driver',
    params: { drivers: 'lxc' },
  });
  expect(vm?.reason).toContain('/dev/kvm');
});
