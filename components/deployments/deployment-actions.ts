import type { FormAction } from '#components/ui/form/action-state.ts';

export interface DeploymentActions {
  returnTo: FormAction;
}
