import { expect, test } from 'vitest';
import { withoutPassphrases } from './without-passphrases.ts';

test('passphrases are left out of a body, whatever stands in them, and nothing else', () => {
  const body = JSON.stringify({
    name: 'web',
    passphrase: 'a "quoted" \\ one',
    newPassphrase: 'другая',
    targetPassphrase: 'третья',
    password: 'of a registry',
    size: 1,
  });
  const left = withoutPassphrases(body);
  expect(JSON.parse(left)).toEqual({
    name: 'web',
    passphrase: '',
    newPassphrase: '',
    targetPassphrase: '',
    password: '',
    size: 1,
  });
  expect(withoutPassphrases('{"name": "web"}')).toBe('{"name": "web"}');
});
