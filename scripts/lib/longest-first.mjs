import { BaseSequencer } from 'vitest/node';

/** What does everything that can happen to each kind of job: ten minutes each, a fifth of which one lane would end alone. */
const longest = /\/server\/job-(?:faults|kills|survival)\.engine\.test\.ts$/;

/** Vitest's own order, the longest files before all others: on a clean clone it knows no times. */
export class LongestFirst extends BaseSequencer {
  async sort(files) {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }) => longest.test(moduleId);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}
