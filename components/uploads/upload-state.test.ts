import { expect, test } from 'vitest';
import type { UploadView } from '#server/uploads/schema.ts';
import { nextState, type UploadState } from './upload-state.ts';

const file = new File(['x'], 'a.iso');
const sending: UploadState = { phase: 'sending', file, sentBytes: 5, bytesPerSecond: 1 };

test('a last word of what was paused does not start it again', () => {
  const paused = nextState(sending, { type: 'paused' });
  expect(paused).toMatchObject({ phase: 'paused', sentBytes: 5, bytesPerSecond: null });
  const later = nextState(paused, { type: 'progress', file, sentBytes: 6, bytesPerSecond: 2 });
  expect(later).toMatchObject({ phase: 'paused', sentBytes: 6 });
  expect(nextState(later, { type: 'resumed' }).phase).toBe('sending');
});

test('what was begun before is told only while nothing else is under way', () => {
  const found = { type: 'found', fileName: 'a.iso', sizeBytes: 9 } as const;
  expect(nextState({ phase: 'idle' }, found)).toEqual({
    phase: 'unfinished',
    fileName: 'a.iso',
    sizeBytes: 9,
  });
  expect(nextState(sending, found)).toBe(sending);
});

test('a failure keeps how far it was, and a refused file is no ready one', () => {
  expect(nextState(sending, { type: 'failed', file, message: null })).toMatchObject({
    phase: 'failed',
    sentBytes: 5,
  });
  const checking = nextState(sending, { type: 'sent', fileName: 'a.iso' });
  expect(checking).toEqual({ phase: 'checking', fileName: 'a.iso' });
  const checked = (state: string) => nextState(checking, { type: 'checked', view: { state } as UploadView });
  expect([checked('ready').phase, checked('refused').phase]).toEqual(['ready', 'refused']);
});
