// `npm run screenshots`: every screen, light and dark, wide and 390 px, into screenshots/.
import { cleanUpEngine, removeE2eProjects } from './lib/clean-up-engine.mjs';
import { main } from './lib/main.mjs';
import { runBin } from './lib/node-bin.mjs';
import { appSteps, prepareSteps } from './steps/all-steps.mjs';
import { build } from './steps/build.mjs';
import { testPackages } from './steps/test-packages.mjs';

const ctx = await main([...prepareSteps([...appSteps, build]), testPackages], {
  again: 'npm run screenshots',
});
const env = { ...ctx.serverEnv, BERTH_E2E_HOME: ctx.home };
await runBin(ctx, '@playwright/test/cli.js', ['test', '-c', 'playwright.screens.config.ts'], {
  env,
  stdio: 'inherit',
});
await removeE2eProjects(ctx);
await cleanUpEngine(ctx);
