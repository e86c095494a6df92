import { expect, test } from 'vitest';
import { statementName } from './statement-name.ts';

test('the same statement has the same name, another one another', () => {
  const name = statementName({ sql: 'SELECT 1' });
  expect(name).toMatch(/^[\w-]{20}$/);
  expect(statementName({ sql: 'SELECT 1' })).toBe(name);
  expect(statementName({ sql: 'SELECT 2' })).not.toBe(name);
});

test('what takes every column there is, is not kept', () => {
  expect(statementName({ sql: 'SELECT * FROM "Job"' })).toBe('');
  expect(statementName({ sql: 'SELECT i.* FROM "Instance" i' })).toBe('');
  expect(statementName({ sql: 'SELECT count(*) FROM "Job"' })).not.toBe('');
});

test('there is an end to how many are kept', () => {
  for (let n = 0; n < 600; n++) statementName({ sql: `SELECT ${n} AS "many"` });
  expect(statementName({ sql: 'SELECT 1 AS "one more"' })).toBe('');
  expect(statementName({ sql: 'SELECT 1' })).not.toBe('');
});
