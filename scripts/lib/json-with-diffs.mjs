import { JsonReporter } from 'vitest/node';

/** Vitest's JSON report, in which a failure says what differs: its own has only "expected { …(6) } to equal { …(6) }". */
export default class JsonWithDiffs extends JsonReporter {
  onTestRunEnd(modules, ...rest) {
    for (const module of modules) {
      for (const test of module.children.allTests('failed')) {
        for (const error of test.result().errors) tellDifference(error);
      }
    }
    return super.onTestRunEnd(modules, ...rest);
  }
}

function tellDifference(error) {
  if (error.diff) error.stack = `${error.message}\n${error.diff}\n${error.stack ?? ''}`;
}
