import { expect, test } from 'vitest';
import { z } from 'zod';
import { createLogger } from '#server/log.ts';
import { parseInput } from '#server/parse-input.ts';
import { refused } from './api-answer.ts';

const log = createLogger('silent');
const schema = z.object({ name: z.string('name-required') });

function answerTo(act: () => unknown) {
  try {
    act();
  } catch (error) {
    const { status, body } = refused(error, 'request-1', log);
    return { status, ...JSON.parse(body).error };
  }
}

test('what was asked wrongly is the fault of who asks, field by field', () => {
  expect(answerTo(() => parseInput(schema, {}))).toMatchObject({
    status: 422,
    reason: 'invalid-input',
    fields: { name: 'Give it a name.' },
  });
});

test('what we have stored or answer wrongly is not, and tells nothing but a number', () => {
  const answer = answerTo(() => schema.parse({ name: 7 }));
  expect(answer).toMatchObject({ status: 500, code: 'internal', params: { id: expect.any(String) } });
  expect(answer.fields).toBeUndefined();
});
