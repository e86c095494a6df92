import config from './playwright.config.ts';

/** Not a test: renders every screen into screenshots/ (npm run screenshots). */
const { projects: _lanes, ...shared } = config;
export default { ...shared, workers: 1, testMatch: '**/*.shots.ts', reporter: 'line' as const };
