import { StepError } from '../lib/step-error.mjs';

/** The packages as they are: beside a running panel nothing may be installed anew. */
export const installed = {
  name: 'packages of npm',
  async run() {
    try {
      for (const name of ['pg', 'age-encryption']) await import(name);
    } catch (cause) {
      throw new StepError(`the packages of npm are not all there (${cause.message})`, 'npm ci', { cause });
    }
    return 'packages of npm are there';
  },
};
