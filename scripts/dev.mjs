// `npm run dev`: as `npm start`, with pages that follow the source.
import { keepDaemons } from './lib/engine-daemons.mjs';
import { main } from './lib/main.mjs';
import { serve } from './lib/serve.mjs';
import { appSteps, prepareSteps } from './steps/all-steps.mjs';
import { port } from './steps/port.mjs';
import { setup } from './steps/setup.mjs';

const ctx = await main([port, ...prepareSteps(appSteps), setup], { again: 'npm run dev' });
keepDaemons(ctx);
await serve(ctx, { NODE_ENV: 'development' });
console.log(`\nBerth is ready at ${ctx.serverEnv.BERTH_URL} (development).`);
