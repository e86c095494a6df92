// `npm start`: from a bare checkout to a served panel. Needs nothing but node; every step is a file in steps/.
import { keepDaemons } from './lib/engine-daemons.mjs';
import { howToReach } from './lib/how-to-reach.mjs';
import { main } from './lib/main.mjs';
import { serve } from './lib/serve.mjs';
import { appSteps, prepareSteps } from './steps/all-steps.mjs';
import { build } from './steps/build.mjs';
import { onePanel } from './steps/one-panel.mjs';
import { port } from './steps/port.mjs';
import { setup } from './steps/setup.mjs';

const started = performance.now();
const ctx = await main([onePanel, port, ...prepareSteps([...appSteps, build]), setup]);
keepDaemons(ctx);
await serve(ctx, { NODE_ENV: 'production' });
const seconds = ((performance.now() - started) / 1000).toFixed(1);
console.log(
  `\nBerth is ready at ${ctx.serverEnv.BERTH_URL}  (${seconds} s). Ctrl-C stops it; light VMs keep running.`,
);
for (const line of howToReach(ctx.serverEnv)) console.log(line);
