import { expect, test } from 'vitest';
import { EngineError } from '#server/incus/engine-error.ts';
import { ShellError, type ShellErrorCode } from '#server/shells/shell-error.ts';
import { whyUntold } from './why-untold.ts';

test('nothing is deployed only where the shell itself says so', () => {
  const ofShell = (code: ShellErrorCode) =>
    new ShellError('evidence', { project: 'p', name: 'web' }, code, '');
  expect(whyUntold(ofShell('absent'))).toBe('not-deployed');
  expect(whyUntold(ofShell('refused'))).toBe('not-deployed');
  expect(whyUntold(ofShell('failed'))).toBe('no-answer');
  const details = { engineMessage: 'timed out', method: 'POST', path: '/1.0' };
  expect(whyUntold(new EngineError({ kind: 'unavailable', ...details }))).toBe('no-answer');
});
