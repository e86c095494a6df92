import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { failureLines } from './count-tests.mjs';

/**
 * Runs the parts of the tests one after another and gives what each counted. A part is `{name, script, args}`
 * with `count` (how to read its JSON report; without it the part counts as one check).
 */
export async function runParts(parts, ctx) {
  const results = [];
  for (const part of parts) {
    console.log(`\n── ${part.name} ${'─'.repeat(Math.max(0, 60 - part.name.length))}`);
    results.push(await runPart(part, ctx));
  }
  return results;
}

async function runPart(part, ctx) {
  const report = path.join(ctx.root, 'test-results', `${part.name}.json`);
  mkdirSync(path.dirname(report), { recursive: true });
  rmSync(report, { force: true });
  const started = performance.now();
  const code = await spawnPart(part, report, ctx);
  const counts = part.count
    ? countReport(part, report)
    : { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
  // Whatever the report says, a part that ended badly has failed.
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  return { name: part.name, seconds: (performance.now() - started) / 1000, ...counts };
}

function spawnPart({ script, args = [], env }, report, ctx) {
  return new Promise((resolve) => {
    const command = [path.join(ctx.root, script), ...args.map((arg) => arg.replace('REPORT', report))];
    const child = spawn(process.execPath, command, {
      cwd: ctx.root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...ctx.testEnv, ...env, BERTH_REPORT: report },
    });
    child.on('error', () => resolve(1));
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

function countReport({ count }, file) {
  try {
    return count(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

/** What failed, the table of parts, and the closing line. */
export function summary(results) {
  const sum = (key) => results.reduce((total, part) => total + part[key], 0);
  const rows = results.map(
    ({ name, seconds, passed, failed, skipped }) =>
      `${name.padEnd(12)} ${`${seconds.toFixed(1)} s`.padStart(9)}  ${failed ? '✗' : '✓'} ${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`,
  );
  const closing = `${sum('passed')} passed, ${sum('failed')} failed`;
  return { rows: [...failureLines(results), ...rows], closing, hasFailed: sum('failed') > 0 };
}
