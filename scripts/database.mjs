// The database alone, as `npm start` makes it; its address goes into config.json and to standard output.
import { main } from './lib/main.mjs';
import { nodeVersion } from './steps/node-version.mjs';
import { npmInstall } from './steps/npm-install.mjs';
import { postgres } from './steps/postgres.mjs';

const ctx = await main([nodeVersion, npmInstall, postgres], { again: 'node scripts/database.mjs' });
console.log(`  ${ctx.databaseUrl}`);
