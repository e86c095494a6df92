import { expect, test } from 'vitest';
import { countPlaywright, countVitest, failureLines } from './count-tests.mjs';

test('a test file that could not be loaded counts as a failure', () => {
  const report = {
    numPassedTests: 3,
    numFailedTests: 1,
    numPendingTests: 2,
    testResults: [
      { status: 'failed', name: '/x/broken.test.ts', message: 'no such module', assertionResults: [] },
      {
        status: 'failed',
        assertionResults: [
          {
            status: 'failed',
            fullName: 'adds up',
            failureMessages: ['\u001b[31mexpected 2\u001b[39m\nat x'],
          },
        ],
      },
      { status: 'passed', assertionResults: [{ status: 'passed' }] },
    ],
  };
  const counts = countVitest(report);
  expect(counts).toMatchObject({ passed: 3, failed: 2, skipped: 2 });
  expect(failureLines([{ name: 'unit', ...counts }])).toEqual([
    '✗ unit: adds up\n    expected 2\n    at x\n',
    '✗ unit: broken.test.ts\n    no such module\n',
  ]);
});

test('a flaky end-to-end test is a failure, and so is a server that did not come up', () => {
  const result = { status: 'failed', error: { message: 'timed out' } };
  const suites = [
    { suites: [{ specs: [{ ok: false, title: 'signs in', tests: [{ results: [result] }] }] }] },
  ];
  const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 0 };
  const counts = countPlaywright({ stats, suites });
  expect(counts).toMatchObject({ passed: 5, failed: 2, skipped: 0 });
  expect(failureLines([{ name: 'e2e', ...counts }])).toEqual(['✗ e2e: signs in\n    timed out\n']);
  const none = { expected: 0, unexpected: 0, flaky: 0, skipped: 0 };
  const broken = countPlaywright({ stats: none, errors: [{ message: 'no server' }] });
  expect(broken).toMatchObject({ failed: 1, failures: ['outside of a test\n    no server'] });
});
