import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/** Vitest's JSON report. A file that could not be loaded, or whose own hooks failed, has failed with no test of it. */
export function countVitest(report) {
  const ofTests = report.testResults.flatMap(({ assertionResults }) =>
    assertionResults
      .filter(hasFailed)
      .map(({ fullName, failureMessages }) => failure(fullName, failureMessages?.[0])),
  );
  const ofFiles = report.testResults
    .filter(({ status, assertionResults }) => status === 'failed' && !assertionResults.some(hasFailed))
    .map(({ name, message }) => failure(path.basename(name), message));
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + ofFiles.length,
    skipped: report.numPendingTests + (report.numTodoTests ?? 0),
    failures: [...ofTests, ...ofFiles],
  };
}

const hasFailed = ({ status }) => status === 'failed';

/** Playwright's. A test that passed only when tried again is a failure here. */
export function countPlaywright({ stats, errors = [], suites = [] }) {
  const isBroken = stats.unexpected === 0 && errors.length > 0;
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + (isBroken ? errors.length : 0),
    skipped: stats.skipped,
    failures: [
      ...suites.flatMap(failedSpecs),
      ...errors.map(({ message }) => failure('outside of a test', message)),
    ],
  };
}

function failedSpecs({ specs = [], suites = [] }) {
  const own = specs
    .filter(({ ok }) => !ok)
    .map(({ title, tests }) => failure(title, tests[0]?.results.at(-1)?.error?.message));
  return [...own, ...suites.flatMap(failedSpecs)];
}

const messageLines = 30;

/** A failed test with the beginning of what it said, without colours. */
function failure(name, message = 'no message') {
  const lines = stripVTControlCharacters(message).split('\n');
  return [name, ...lines.slice(0, messageLines)].join('\n    ');
}

/** What failed once more, so that nobody has to look for it in a long output. */
export function failureLines(results) {
  return results.flatMap(({ name, failures = [] }) => failures.map((text) => `✗ ${name}: ${text}\n`));
}
