import { expect, test } from 'vitest';
import { z } from 'zod';
import { checkSettings, readSettings } from './settings-form.ts';

const settings = (environment: unknown) => JSON.stringify({ image: 'nginx', environment });

test('secret values come to their variables, and to no other', () => {
  const environment = [
    { name: 'A', value: 'open', isSecret: false },
    { name: 'B', value: null, isSecret: true },
    { name: 'C', value: null, isSecret: true },
  ];
  const read = readSettings({
    ...{ name: 'web', settings: settings(environment) },
    ...{ 'environmentSecrets.0': 'not mine', 'environmentSecrets.1': 'hush', 'environmentSecrets.2': '' },
  });
  expect(read).toMatchObject({
    name: 'web',
    settings: { environment: [{ value: 'open' }, { value: 'hush' }, { value: null }] },
  });
});

test.each([['{'], ['[]'], ['"text"'], ['null'], ['{"environment":{"0":1}}'], ['{"environment":[null,1]}']])(
  '%s breaks nothing',
  (text) => {
    const read = readSettings({ settings: text, 'environmentSecrets.0': 'x' });
    expect(JSON.stringify(read.settings)).not.toContain('"x"');
  },
);

test('what does not fit is named by its place', () => {
  const schema = z
    .object({ settings: z.record(z.string(), z.unknown()) })
    .superRefine((input, context) => checkSettings('app', input.settings, context));
  const parsed = schema.safeParse({
    settings: { image: 'UPPER case', environment: [{ name: '1x', value: 'a' }], ports: [{ port: 'high' }] },
  });
  expect(parsed.error?.issues.map(({ path, message }) => [path.join('.'), message])).toEqual([
    ['settings.image', 'image-reference-invalid'],
    ['settings.environment.0.name', 'variable-name-invalid'],
    ['settings.ports.0.port', 'port-invalid'],
  ]);
});
