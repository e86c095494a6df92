import type { FormAction } from '#components/ui/form/action-state.ts';

export interface TeamActions {
  inviteMemberAction: FormAction;
  resendInvitationAction: FormAction;
  revokeInvitationAction: FormAction;
  changeMemberRoleAction: FormAction;
  removeMemberAction: FormAction;
}

/** Who looks at the page, as far as it matters for what they may do on it. */
export interface TeamReader {
  /** Why they may not manage the team, if so. */
  forbidden: string | undefined;
  /** Owners, and the provider's admins: only they touch owners. */
  isOwner: boolean;
}

/** What an invitation's action answers; the link is nowhere else. */
export interface MadeLink {
  email: string;
  link: string;
  isMailed: boolean;
}
