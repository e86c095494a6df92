import { afterAll, beforeAll } from 'vitest';
import { listNames } from '#server/incus/list-names.ts';
import { testEngine } from './test-engine.ts';

/**
 * Set-up of every file of engine tests: what a file leaves on the engine fails that file, by name, and not
 * the whole run without a word of where it came from. Its hook runs after those of the file.
 */
const engine = testEngine();
const ofTests = { projects: 'berth-test-', 'storage-pools': 'berth-' } as const;
let before: string[] = [];

beforeAll(async () => {
  before = await thingsOfTests();
});
afterAll(async () => {
  const left = (await thingsOfTests()).filter((name) => !before.includes(name));
  await engine.close();
  if (left.length) throw new Error(`this file left on the engine: ${left.join(', ')}`);
});

async function thingsOfTests(): Promise<string[]> {
  const names = await Promise.all(
    Object.entries(ofTests).map(async ([collection, prefix]) => {
      const found = await listNames(engine, collection as keyof typeof ofTests);
      return found.filter((name) => name.startsWith(prefix)).map((name) => `${collection} ${name}`);
    }),
  );
  return names.flat();
}
