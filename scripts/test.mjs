// `npm test`: the bootstrap and everything that can be checked, on the real engine and the real database.
import { cleanUpDatabases, dropDatabase } from './lib/clean-up-databases.mjs';
import { cleanUpEngine, removeE2eProjects } from './lib/clean-up-engine.mjs';
import { e2eDatabase } from './lib/e2e-server.mjs';
import { keepDaemons } from './lib/engine-daemons.mjs';
import { main } from './lib/main.mjs';
import { runParts, summary } from './lib/parts.mjs';
import { fullParts } from './lib/test-parts.mjs';
import { appSteps, prepareSteps } from './steps/all-steps.mjs';
import { build } from './steps/build.mjs';
import { testPackages } from './steps/test-packages.mjs';

const ctx = await main([...prepareSteps([...appSteps, build]), testPackages], { again: 'npm test' });
ctx.testEnv = ctx.serverEnv;
keepDaemons(ctx);
await cleanUp();
const results = await runParts(fullParts, ctx);
const left = await cleanUp();
if (left.length) {
  console.log(`\nTests left something behind (it is removed now): ${left.join(', ')}`);
  results.push({ name: 'clean-up', seconds: 0, passed: 0, failed: 1, skipped: 0 });
}
const { rows, closing, hasFailed } = summary(results);
console.log(`\n${rows.join('\n')}\n\n${closing}`);
process.exit(hasFailed ? 1 : 0);

async function cleanUp() {
  await removeE2eProjects(ctx);
  const found = [...(await cleanUpEngine(ctx)), ...(await cleanUpDatabases(ctx.databaseUrl))];
  await dropDatabase(ctx.databaseUrl, e2eDatabase);
  return found;
}
