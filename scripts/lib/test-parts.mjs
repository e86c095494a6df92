import { countPlaywright, countVitest } from './count-tests.mjs';

const vitest = (name, project = name) => ({
  name,
  script: 'node_modules/vitest/vitest.mjs',
  args: [
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=./scripts/lib/json-with-diffs.mjs',
    '--outputFile.json=REPORT',
  ],
  count: countVitest,
});

/** What needs no engine: under a minute. `unit` holds the structure test too. */
export const fastParts = [
  {
    name: 'format+lint',
    script: 'node_modules/@biomejs/biome/bin/biome',
    args: ['ci', '--error-on-warnings', '.'],
  },
  { name: 'route types', script: 'node_modules/next/dist/bin/next', args: ['typegen'] },
  { name: 'types', script: 'node_modules/typescript/bin/tsc', args: ['--noEmit', '-p', '.'] },
  vitest('unit', 'unit*'),
];

/** What needs the engine and the built panel. */
export const fullParts = [
  ...fastParts,
  vitest('engine', 'engine*'),
  {
    name: 'e2e',
    script: 'node_modules/@playwright/test/cli.js',
    args: ['test'],
    count: countPlaywright,
  },
];
