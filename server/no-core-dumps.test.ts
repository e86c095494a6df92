import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';

function inChild(code: string, env = process.env): string {
  const options = ['--import', 'tsx', '--input-type=module', '-e', code];
  return execFileSync(process.execPath, options, { encoding: 'utf8', env });
}

test('a process that says so leaves no core dump, and cannot be made to', () => {
  const code = `import { noCoreDumps } from './server/no-core-dumps.ts';
    import { readFileSync } from 'node:fs';
    noCoreDumps();
    process.stdout.write(readFileSync('/proc/self/limits', 'utf8'));`;
  expect(inChild(code)).toMatch(/Max core file size\s+1\s+1\s/);
});

test('where that cannot be done, it says so', () => {
  const code = `import { noCoreDumps } from './server/no-core-dumps.ts';
    process.stdout.write(noCoreDumps() ?? 'done');`;
  expect(inChild(code)).toBe('done');
  expect(inChild(code, { ...process.env, PATH: '/nowhere' })).toMatch(/core dump.*prlimit/);
});
