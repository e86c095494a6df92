/** A failure that a person can mend: what is missing, and the command (or the setting) that mends it. */
export class StepError extends Error {
  constructor(message, fix, options) {
    super(message, options);
    this.name = 'StepError';
    this.fix = fix;
  }
}
