import type { TeamActions } from '#components/team/team-actions.ts';
import type { FormAction } from '#components/ui/form/action-state.ts';

export interface TenantActions {
  update: FormAction;
  updateQuota: FormAction;
  suspend: FormAction;
  unsuspend: FormAction;
  retry: FormAction;
  remove: FormAction;
  end: FormAction;
  takeBack: FormAction;
  team: TeamActions;
}
