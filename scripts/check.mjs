// `npm run check`: format, lint, types, structure and unit tests. Needs no root and no engine.
import { cleanUpDatabases } from './lib/clean-up-databases.mjs';
import { main } from './lib/main.mjs';
import { runParts, summary } from './lib/parts.mjs';
import { fastParts } from './lib/test-parts.mjs';
import { nodeVersion } from './steps/node-version.mjs';
import { npmInstall } from './steps/npm-install.mjs';
import { postgres } from './steps/postgres.mjs';
import { prismaClient } from './steps/prisma-client.mjs';

const ctx = await main([nodeVersion, npmInstall, prismaClient, postgres], { again: 'npm run check' });
ctx.testEnv = { DATABASE_URL: ctx.databaseUrl };
const { rows, closing, hasFailed } = summary(await runParts(fastParts, ctx));
await cleanUpDatabases(ctx.databaseUrl);
console.log(`\n${rows.join('\n')}\n\n${closing}`);
process.exit(hasFailed ? 1 : 0);
