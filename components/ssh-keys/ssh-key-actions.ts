import type { FormAction } from '#components/ui/form/action-state.ts';

export interface SshKeyActions {
  create: FormAction;
  rename: FormAction;
  remove: FormAction;
}
