export const jobStates = ['queued', 'running', 'undoing', 'done', 'failed', 'cancelled', 'stuck'] as const;
export type JobState = (typeof jobStates)[number];

/** A live job holds its subject: no second one may begin. The unique index of the table says the same. */
export const liveJobStates = ['queued', 'running', 'undoing', 'stuck'] as const satisfies readonly JobState[];

/** What a worker may take up. A stuck job waits for a person. */
export const unfinishedJobStates = ['queued', 'running', 'undoing'] as const satisfies readonly JobState[];

export const stepStates = [
  'waiting',
  'running',
  'done',
  'failed',
  'undoing',
  'undone',
  'undo-failed',
  /** A person declared the stuck job settled; nothing was undone any more. */
  'left',
] as const;
export type StepState = (typeof stepStates)[number];

export function isLive(state: string): boolean {
  return (liveJobStates as readonly string[]).includes(state);
}
