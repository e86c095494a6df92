import config from './playwright.config.ts';

/** Not a test: renders every screen into screenshots/ (npm run screenshots). */
export default { ...config, testMatch: '**/*.shots.ts', reporter: 'line' as const };
