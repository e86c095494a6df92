import type { FormAction } from '#components/ui/form/action-state.ts';

/** The ways out of a stuck job. */
export interface StuckJobActions {
  retryUndo: FormAction;
  retryForward: FormAction;
  resolve: FormAction;
}
