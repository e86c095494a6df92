import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseEnv } from '#server/env.ts';
import { refusalOf } from '#server/testing/refusal-of.ts';
import { newVaultKey } from './new-vault-key.ts';
import { transitWrapper } from './transit-wrapper.ts';

// What can be tested without a server: everything up to its first word. docs/decisions/0014 says what was not.
const vaultId = '0193a1c0-0000-7000-8000-000000000001';
let place: string;
let closed: string;

beforeAll(async () => {
  place = mkdtempSync(join(tmpdir(), 'berth-test-kms-'));
  closed = await closedPort();
});
afterAll(() => rmSync(place, { recursive: true }));

/** The address of a port that was free a moment ago. */
async function closedPort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}

function tokenFile(name: string, text: string): string {
  const file = join(place, name);
  writeFileSync(file, text, { mode: 0o600 });
  return file;
}

function wrap(tokens: string) {
  const settings = { url: closed, tokenFile: tokens, key: 'berth', mount: 'transit' };
  return refusalOf(transitWrapper(settings).wrap(vaultId, newVaultKey()));
}

test('a server that is not there is named with the reason', async () => {
  expect(await wrap(tokenFile('good', 'hvs.something\n'))).toMatchObject({
    code: 'unavailable',
    reason: 'kms-unreachable',
    params: { url: closed, why: 'ECONNREFUSED' },
  });
});

test('a token that cannot be had is said of its file, without a word of what is in it', async () => {
  const missing = join(place, 'nowhere');
  const cases = [
    [missing, 'ENOENT'],
    [tokenFile('empty', '\n'), 'it is empty'],
    [tokenFile('lines', 'hvs.one\nhvs.two\n'), 'it is not one line of plain characters'],
  ] as const;
  for (const [file, why] of cases) {
    const refused = await wrap(file);
    expect(refused).toMatchObject({ reason: 'kms-token-unreadable', params: { file, why } });
    expect(JSON.stringify(refused)).not.toContain('hvs.');
  }
});

test('a KMS is set whole and over TLS, or the start says what is missing', () => {
  const base = { DATABASE_URL: 'postgresql://x/y', BERTH_MASTER_KEY_FILE: '/k' };
  const kms = { BERTH_KMS_TOKEN_FILE: '/t', BERTH_KMS_KEY: 'berth' };
  expect(() => parseEnv({ ...base, ...kms })).toThrow(/BERTH_KMS_URL: is needed/);
  expect(() => parseEnv({ ...base, ...kms, BERTH_KMS_URL: 'http://kms.example:8200' })).toThrow(/https/);
  expect(() => parseEnv({ ...base, ...kms, BERTH_KMS_URL: 'http://127.0.0.1.kms.example' })).toThrow(/https/);
  expect(parseEnv({ ...base, ...kms, BERTH_KMS_URL: 'https://kms.example:8200' })).toMatchObject({
    BERTH_KMS_MOUNT: 'transit',
  });
  expect(parseEnv({ ...base, ...kms, BERTH_KMS_URL: 'http://127.0.0.1:8200' }).BERTH_KMS_KEY).toBe('berth');
});
