import { expect, test } from 'vitest';
import { summary } from './parts.mjs';

test('the closing line adds the parts up; what was skipped is said beside its part', () => {
  const part = { name: 'unit', seconds: 1.25, passed: 4, failed: 0, skipped: 0 };
  expect(summary([part, { ...part, failed: 2 }])).toMatchObject({
    closing: '8 passed, 2 failed',
    hasFailed: true,
  });
  const { rows, closing } = summary([part, { ...part, skipped: 3 }]);
  expect(closing).toBe('8 passed, 0 failed');
  expect(rows.at(-1)).toContain('4 passed, 0 failed, 3 skipped');
});
