/** Another worker has the job now: this one writes nothing more of it. */
export class LostClaim extends Error {
  constructor(jobId: string) {
    super(`job ${jobId} is another worker's now`);
    this.name = 'LostClaim';
  }
}
