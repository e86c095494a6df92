import type { InstanceKind } from '#server/instances/kinds/schema.ts';
import { ContainerForm } from './container-form.tsx';
import { KernelForm } from './kernel-form.tsx';
import type { KindForm } from './kind-form.ts';
import { LightVmMore } from './light-vm-more.tsx';
import { VmMore } from './vm-more.tsx';

/** What the form of a new instance shows for each kind alone. An app and a sandbox have the very same fields. */
export const kindForms: Record<InstanceKind, KindForm> = {
  'light-vm': { More: LightVmMore },
  vm: { More: VmMore },
  app: { Essential: ContainerForm },
  sandbox: { Essential: ContainerForm },
  unikernel: { Essential: KernelForm },
};
