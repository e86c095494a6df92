import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';

test('a process that says so leaves no core dump, and cannot be made to', () => {
  const code = `import { noCoreDumps } from './server/no-core-dumps.ts';
    import { readFileSync } from 'node:fs';
    noCoreDumps();
    process.stdout.write(readFileSync('/proc/self/limits', 'utf8'));`;
  const limits = execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], {
    encoding: 'utf8',
  });
  expect(limits).toMatch(/Max core file size\s+0\s+0\s/);
});
