import { expect, test } from 'vitest';
import { poolSizeGib } from '../steps/incus-storage.mjs';
import { migrationError } from '../steps/migrate.mjs';
import { isSupportedNode } from '../steps/node-version.mjs';
import { StepError } from './step-error.mjs';
import { failureMessage } from './steps.mjs';

test('a failure says what is missing and the command that mends it, and never shows a stack', () => {
  const error = Object.assign(new StepError('needs root', 'sudo npm start'), { step: 'system' });
  expect(failureMessage(error, { logFile: '/x/bootstrap.log' })).toBe(
    'system: needs root\n  → sudo npm start\n  log: /x/bootstrap.log',
  );
});

test('an error that nobody foresaw says to run again, and no more than its message', () => {
  const error = Object.assign(new TypeError('x is not a function'), { step: 'incus' });
  const message = failureMessage(error, { again: 'npm test' });
  expect(message).toContain('incus: x is not a function\n  → run `npm test` again');
  expect(message).not.toContain('    at ');
});

test.each([
  ['20.19.0', true],
  ['20.18.3', false],
  ['18.20.0', false],
  ['24.1.0', true],
])('node %s is enough: %s', (version, isEnough) => {
  expect(isSupportedNode(version)).toBe(isEnough);
});

test('the pool takes two thirds of the free space, and refuses where that is too little', () => {
  expect(poolSizeGib(90)).toBe(60);
  expect(poolSizeGib(9000)).toBe(500);
  expect(() => poolSizeGib(6)).toThrow('6 GiB free');
});

test.each([
  ['Error: P3009\n\nmigrate found failed migrations', 'an earlier migration failed'],
  ['Error: P3005 The database schema is not empty.', 'a database of its own'],
  [
    'Error: P3018\n\nDatabase error:\nERROR: column "x" exists\n\n   0: at y.rs:1',
    'failed: column "x" exists',
  ],
  ['Error: nobody home', 'failed: nobody home'],
])('%j of Prisma becomes words', (said, words) => {
  const error = migrationError(said);
  expect(`${error.message} ${error.fix}`).toContain(words);
});
