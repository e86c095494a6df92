// The engine alone: packages, Incus, pool, bridge and images, as `npm start` makes them.
import { main } from './lib/main.mjs';
import { engineSteps } from './steps/engine-steps.mjs';
import { system } from './steps/system.mjs';

await main([system, ...engineSteps], { again: 'node scripts/engine.mjs' });
