import type { FormAction } from '#components/ui/form/action-state.ts';

export interface VaultActions {
  open: FormAction;
  close: FormAction;
  grow: FormAction;
  setPassphrase: FormAction;
  changePassphrase: FormAction;
  removePassphrase: FormAction;
  repair: FormAction;
  shred: FormAction;
  takeBack: FormAction;
}

/** Why the reader's role does not allow it, where it does not. */
export interface VaultRights {
  open: string | undefined;
  manage: string | undefined;
  end: string | undefined;
}

/** What every part of a vault's page is given. */
export interface VaultProps {
  actions: VaultActions;
  forbidden: VaultRights;
}
