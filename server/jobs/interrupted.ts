import type { Json } from './define-job.ts';

/** The job goes on later, here or elsewhere: nothing failed, nothing is undone. */
export class Interrupted extends Error {
  /**
   * @param pauseMs not before this time has passed; undefined: as soon as somebody is free
   * @param reached how far a step has come: it finds that as its own output when it goes on
   */
  constructor(
    message: string,
    readonly pauseMs?: number,
    readonly reached?: Json,
  ) {
    super(message);
    this.name = 'Interrupted';
  }
}
