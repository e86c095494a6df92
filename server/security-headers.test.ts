import { expect, test } from 'vitest';
import { securityHeaders } from './security-headers.ts';

const production = { NODE_ENV: 'production', BERTH_URL: 'https://panel.example/' } as const;

test('no other site may frame a page, bring scripts or be posted to', () => {
  const policy = securityHeaders(production)['content-security-policy'];
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).toContain("form-action 'self'");
  expect(policy).toContain("script-src 'self' 'unsafe-inline';");
  expect(policy).toContain("connect-src 'self' wss://panel.example;");
});

test('browsers are told to stay with https only where the panel has it', () => {
  expect(securityHeaders(production)).toHaveProperty('strict-transport-security');
  const plain = securityHeaders({ ...production, BERTH_URL: 'http://localhost:3000' });
  expect(plain).not.toHaveProperty('strict-transport-security');
});
