/** The job goes on later, here or elsewhere: nothing failed, nothing is undone. */
export class Interrupted extends Error {
  /** @param pauseMs not before this time has passed; undefined: as soon as somebody is free */
  constructor(
    message: string,
    readonly pauseMs?: number,
  ) {
    super(message);
    this.name = 'Interrupted';
  }
}
