import { englishText } from '#server/errors.ts';
import { type InstanceKind, instanceKinds } from '#server/instances/schema.ts';
import type { NodeKind } from './schema.ts';

/** The engine's driver that runs a kind; the others come with later versions of Berth. */
const driverOf: Partial<Record<InstanceKind, string>> = { 'light-vm': 'lxc', vm: 'qemu' };

/** What this version makes instances of; a node that could run another kind says that it comes later. */
const offered: readonly InstanceKind[] = ['light-vm'];

type Observed = {
  /** What the engine lists: `lxc`, `qemu`. */
  drivers: readonly string[];
  /** What its warning "Instance type not operational" says, where there is one. */
  notOperational: string | undefined;
};

/** Which kinds a node can run, from what the engine itself says about it. */
export function toNodeKinds(observed: Observed): NodeKind[] {
  return instanceKinds.map((kind) => toNodeKind(kind, observed));
}

function toNodeKind(kind: InstanceKind, { drivers, notOperational }: Observed): NodeKind {
  const driver = driverOf[kind];
  if (!driver) return unsupported(kind, 'kind-comes-later');
  if (drivers.includes(driver)) {
    if (!offered.includes(kind)) return unsupported(kind, 'kind-comes-later');
    return { kind, isSupported: true, reason: null, reasonKey: null, params: {} };
  }
  if (notOperational) return unsupported(kind, 'kind-needs-engine', { detail: notOperational });
  return unsupported(kind, 'kind-needs-driver', { drivers: drivers.join(', ') || 'none' });
}

function unsupported(
  kind: InstanceKind,
  reasonKey: NonNullable<NodeKind['reasonKey']>,
  params: Record<string, string> = {},
): NodeKind {
  return { kind, isSupported: false, reason: englishText(reasonKey, params), reasonKey, params };
}
