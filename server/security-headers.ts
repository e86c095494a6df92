import type { Env } from '#server/env.ts';

const yearSeconds = 365 * 86_400;

/**
 * What every answer tells the browser. Scripts come from the panel alone; those inside of a page are allowed
 * because Next writes its data so, and nothing that a person typed is ever written as HTML.
 */
export function securityHeaders({
  BERTH_URL,
  NODE_ENV,
}: Pick<Env, 'BERTH_URL' | 'NODE_ENV'>): Record<string, string> {
  // Hot reload evaluates text.
  const script =
    NODE_ENV === 'development' ? "'self' 'unsafe-inline' 'unsafe-eval'" : "'self' 'unsafe-inline'";
  const socket = new URL(BERTH_URL).origin.replace(/^http/, 'ws');
  const policy = {
    'default-src': "'self'",
    'script-src': script,
    'style-src': "'self' 'unsafe-inline'",
    'img-src': "'self' data: blob:",
    'font-src': "'self' data:",
    'connect-src': `'self' ${socket}`,
    'object-src': "'none'",
    'base-uri': "'none'",
    'form-action': "'self'",
    'frame-ancestors': "'none'",
  };
  const rules = Object.entries(policy).map(([name, value]) => `${name} ${value}`);
  return {
    'content-security-policy': rules.join('; '),
    'x-content-type-options': 'nosniff',
    // Not `no-referrer`: browsers would leave the Origin out of forms, and we ask for it.
    'referrer-policy': 'same-origin',
    'x-frame-options': 'DENY',
    ...(BERTH_URL.startsWith('https:') && { 'strict-transport-security': `max-age=${yearSeconds}` }),
  };
}
