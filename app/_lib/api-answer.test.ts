import { expect, test } from 'vitest';
import { z } from 'zod';
import { AppError } from '#server/errors.ts';
import { createLogger } from '#server/log.ts';
import { parseInput } from '#server/parse-input.ts';
import { makeMember, makeOperator } from '#server/testing/make-actor.ts';
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

test('what else uses a node is told to operators alone', () => {
  const error = new AppError('conflict', 'vault-held', { name: 'acme' }, { forOperators: 'backup (4711)' });
  const answerFor = (...reader: Parameters<typeof makeMember> | []) =>
    refused(error, 'request-1', log, reader.length ? makeMember(...reader) : makeOperator()).body;
  expect(JSON.parse(answerFor()).error).toMatchObject({ forOperators: 'backup (4711)' });
  const tenant = { id: '0190f4f0-0000-7000-8000-000000000000', slug: 'acme', name: 'Acme' };
  expect(answerFor(tenant, 'owner')).not.toContain('4711');
});
