import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { refusalOf } from '#server/testing/refusal-of.ts';
import { startTransitServer, type TransitServer } from '#server/testing/start-transit-server.ts';
import { newVaultKey } from './new-vault-key.ts';
import { transitWrapper } from './transit-wrapper.ts';

// Against the documented API, not against a Vault server: docs/decisions/0014 says so.
const vaultId = '0193a1c0-0000-7000-8000-000000000001';
const otherId = '0193a1c0-0000-7000-8000-000000000002';
let place: string;
let server: TransitServer;
let tokenFile: string;

beforeAll(async () => {
  place = mkdtempSync(join(tmpdir(), 'berth-test-kms-'));
  tokenFile = join(place, 'token');
  server = await startTransitServer('berth');
});
afterAll(async () => {
  await server.close();
  rmSync(place, { recursive: true });
});
beforeEach(() => {
  writeFileSync(tokenFile, `${server.token}\n`, { mode: 0o600 });
  server.isSealed = false;
});

const wrapper = (key = 'berth') => transitWrapper({ url: server.url, tokenFile, key, mount: 'transit' });

test('a key comes back as it was, and the server is asked at the documented paths', async () => {
  const key = newVaultKey();
  const wrapped = await wrapper().wrap(vaultId, key);
  expect(wrapped).toMatchObject({ wrapper: 'vault-transit', wrapperVersion: 'v1' });
  expect(Buffer.from(wrapped.ciphertext).includes(key)).toBe(false);
  expect((await wrapper().unwrap(vaultId, wrapped)).equals(key)).toBe(true);
  expect(server.asked).toEqual(['POST /v1/transit/encrypt/berth', 'POST /v1/transit/decrypt/berth']);
});

test('what was wrapped for one vault opens for no other, nor when it was changed', async () => {
  const wrapped = await wrapper().wrap(vaultId, newVaultKey());
  const refused = { reason: 'kms-refused', params: { why: 'cipher: message authentication failed' } };
  expect(await refusalOf(wrapper().unwrap(otherId, wrapped))).toMatchObject(refused);
  const text = Buffer.from(wrapped.ciphertext).toString();
  const changed = text.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
  const ciphertext = new Uint8Array(Buffer.from(changed));
  expect(await refusalOf(wrapper().unwrap(vaultId, { ...wrapped, ciphertext }))).toMatchObject(refused);
});

test('after the key of the KMS was rotated former ones open still, and new ones say their version', async () => {
  const key = newVaultKey();
  const former = await wrapper().wrap(vaultId, key);
  server.rotate();
  expect((await wrapper().unwrap(vaultId, former)).equals(key)).toBe(true);
  expect(await wrapper().wrap(vaultId, key)).toMatchObject({ wrapperVersion: 'v2' });
});

test('a sealed server, a token that it does not know and a key that it does not have are each named', async () => {
  const ask = (key?: string) => refusalOf(wrapper(key).wrap(vaultId, newVaultKey()));
  expect(await ask('another')).toMatchObject({ reason: 'kms-key-missing', params: { key: 'another' } });
  writeFileSync(tokenFile, 'hvs.other');
  expect(await ask()).toMatchObject({ reason: 'kms-denied' });
  server.isSealed = true;
  expect(await ask()).toMatchObject({ reason: 'kms-sealed', params: { url: server.url } });
});
