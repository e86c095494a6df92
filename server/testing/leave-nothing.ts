import { afterAll, beforeAll } from 'vitest';
import { listProjects } from '#server/incus/projects.ts';
import { testEngine } from './test-engine.ts';

/**
 * Set-up of every file of engine tests: what a file leaves on the engine fails that file, by name, and not
 * the whole run without a word of where it came from. Its hook runs after those of the file.
 */
const engine = testEngine();
let before: string[] = [];

beforeAll(async () => {
  before = await projectsOfTests();
});
afterAll(async () => {
  const left = (await projectsOfTests()).filter((name) => !before.includes(name));
  await engine.close();
  if (left.length) throw new Error(`this file left projects on the engine: ${left.join(', ')}`);
});

async function projectsOfTests(): Promise<string[]> {
  const projects = await listProjects(engine);
  return projects.map(({ name }) => name).filter((name) => name.startsWith('berth-test-'));
}
