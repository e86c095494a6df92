import type { ReactNode } from 'react';

/** What is asked before an action runs. */
export interface Confirmation {
  /** The question, such as "Delete web-1?". */
  title: string;
  /** What will happen; for something that destroys, what will be gone. */
  body: ReactNode;
  confirmLabel: string;
  /** The name that has to be typed first. */
  typeName?: string | undefined;
  tone?: 'danger' | 'plain' | undefined;
}
