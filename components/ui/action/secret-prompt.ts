import type { ReactNode } from 'react';

/** A secret that an action needs this once, asked for in a dialog before it runs. */
export interface SecretPrompt {
  /** What it is for, such as "Start web-1". */
  title: string;
  body: ReactNode;
  /** What it is posted under, and by which the server blames it. */
  name: string;
  label: string;
  hint?: ReactNode;
  submitLabel: string;
}
