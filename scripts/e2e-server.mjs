// The panel for the e2e tests: the built pages on port 3100 with a database, a home and a range of its own.
// Playwright starts it (playwright.config.ts); it ends, and cleans up, on SIGTERM.
import { startE2eServer } from './lib/e2e-server.mjs';
import { main } from './lib/main.mjs';
import { incus } from './steps/incus.mjs';
import { postgres } from './steps/postgres.mjs';
import { settings } from './steps/settings.mjs';

const ctx = await main([incus, postgres, settings], { again: 'node scripts/e2e-server.mjs' });
await startE2eServer(ctx);
