import type { ReactNode } from 'react';
import type { Confirmation } from '../action/confirmation.ts';
import type { SecretPrompt } from '../action/secret-prompt.ts';
import type { Fields } from '../action/use-action.ts';
import type { FormAction } from '../form/action-state.ts';

export type ActionMenuItem =
  | { kind: 'separator' }
  | { kind: 'link'; label: string; href: string; icon?: ReactNode; disabledReason?: string | undefined }
  /** What is saved and not shown. */
  | { kind: 'download'; label: string; href: string; icon?: ReactNode }
  | {
      kind: 'action';
      label: string;
      pendingLabel: string;
      action: FormAction;
      fields?: Fields;
      icon?: ReactNode;
      tone?: 'plain' | 'danger';
      disabledReason?: string | undefined;
      confirm?: Confirmation | undefined;
      /** A secret that it needs; asked for in place of a question. */
      prompt?: SecretPrompt | undefined;
    };

export type RunnableItem = Extract<ActionMenuItem, { kind: 'action' }>;
