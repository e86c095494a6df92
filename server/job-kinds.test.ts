import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { jobKinds } from './job-kinds.ts';
import { findDefinition, knownVersions } from './jobs/find-definition.ts';
import { jobSteps } from './testing/job-steps.ts';

const folder = import.meta.dirname;
const known: readonly unknown[] = [...jobKinds.values()];
/** Where jobs are defined, and how many in each file. */
const defined = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && file !== 'jobs/define-job.ts')
  .map((file) => ({
    file,
    count: readFileSync(join(folder, file), 'utf8').split(/\bdefineJob[<(]/).length - 1,
  }))
  .filter(({ count }) => count > 0);

test('every job that is defined is one of the kinds that a worker runs', async () => {
  const forgotten: string[] = [];
  for (const { file, count } of defined) {
    const exported: object = await import(join(folder, file));
    const listed = Object.values(exported).filter((value) => known.includes(value));
    if (listed.length !== count) forgotten.push(file);
  }
  expect(forgotten, 'list them in server/job-kinds.ts').toEqual([]);
  expect(defined.reduce((sum, { count }) => sum + count, 0)).toBe(known.length);
});

test('every former list of steps is found by its version, and is older than the one of today', () => {
  for (const job of jobKinds.values()) {
    for (const list of job.former ?? []) {
      expect(list.kind).toBe(job.kind);
      expect(list.version).toBeLessThan(job.version);
      expect(findDefinition(jobKinds, list)).toBe(list);
    }
  }
});

test('a list of steps that has changed has a version of its own', () => {
  const now = new Map(
    knownVersions(jobKinds).map((key) => {
      const [kind = '', version] = key.split(':');
      const { steps } = findDefinition(jobKinds, { kind, version: Number(version) });
      return [key, steps.map(({ name }) => name).join(', ')];
    }),
  );
  const changed = Object.entries(jobSteps)
    .filter(([key, steps]) => now.has(key) && now.get(key) !== steps)
    .map(([key, steps]) => `${key}: ${steps} → ${now.get(key)}`);
  expect(
    changed,
    'jobs of it may be under way: raise the version, and keep the old list in `former`',
  ).toEqual([]);
  const gone = Object.keys(jobSteps).filter((key) => !now.has(key));
  expect(gone, 'jobs of it may be under way: keep it in `former` until none can be').toEqual([]);
  const added = [...now.keys()].filter((key) => !(key in jobSteps));
  expect(added, 'a new list: write it down in server/testing/job-steps.ts').toEqual([]);
});
