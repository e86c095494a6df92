import type { FormAction } from '#components/ui/form/action-state.ts';

export interface RegistryActions {
  create: FormAction;
  update: FormAction;
  remove: FormAction;
}
