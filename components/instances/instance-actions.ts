import type { FormAction } from '#components/ui/form/action-state.ts';

/** The server actions that lists and pages of instances offer. */
export interface InstanceActions {
  start: FormAction;
  stop: FormAction;
  restart: FormAction;
  remove: FormAction;
}
