/** What a terminal of the browser runs in it. */
export type Entry =
  | { by: 'exec'; command: string[]; environment: Record<string, string> }
  | { by: 'console' };
