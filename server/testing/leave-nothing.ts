import { afterAll, beforeAll } from 'vitest';
import { listNames } from '#server/incus/list-names.ts';
import { ownProjects } from './own-name.ts';
import { testEngine } from './test-engine.ts';

/**
 * Set-up of every file of engine tests: the projects that a file leaves on the engine fail that file, by name, and not
 * the whole run without a word of where they came from. Its hook runs after those of the file. What else is left
 * (pools of vaults, images, networks) is found when all have run: `cleanUpEngine`.
 */
const engine = testEngine();
let before: string[] = [];

beforeAll(async () => {
  before = await projectsHere();
});
afterAll(async () => {
  const left = (await projectsHere()).filter((name) => !before.includes(name));
  await engine.close();
  if (left.length) throw new Error(`this file left projects on the engine: ${left.join(', ')}`);
});

/** Of this process alone: other files run beside it. */
async function projectsHere(): Promise<string[]> {
  return (await listNames(engine, 'projects')).filter((name) => name.startsWith(ownProjects));
}
