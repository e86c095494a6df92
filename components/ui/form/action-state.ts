/** What a server action tells the form that called it. */
export type ActionState =
  | { status: 'idle' }
  | {
      status: 'ok';
      /** Shown as a toast. */
      message?: string;
      data?: unknown;
      /** Where the browser goes next, after the toast was queued. */
      redirectTo?: string;
    }
  | {
      status: 'error';
      /** What was attempted and what to do, already in the reader's language. */
      message: string;
      /** By the `name` of the field that is to blame. */
      fieldErrors?: Record<string, string>;
      /** What was typed, so that a page without scripts keeps it. Never a password. */
      values?: Record<string, string>;
    };

export type FormAction = (previous: ActionState, data: FormData) => Promise<ActionState>;

export const idleState: ActionState = { status: 'idle' };
