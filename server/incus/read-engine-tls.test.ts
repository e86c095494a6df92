import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectEngine } from './connect-engine.ts';
import { getServer } from './server.ts';

// A peer whose certificate somebody else has signed, as with an engine behind a CA. It is no engine: that its
// answer is found `broken` shows that the handshake went through.
const folder = mkdtempSync(join(tmpdir(), 'berth-test-pin-'));
const file = (name: string) => join(folder, name);
let peer: Server;

function openssl(...args: string[]) {
  execFileSync('openssl', args, { stdio: 'ignore' });
}

beforeAll(async () => {
  const key = (name: string) => [
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-subj',
    `/CN=${name}`,
    '-keyout',
    file(`${name}.key`),
  ];
  openssl('req', '-x509', ...key('authority'), '-days', '2', '-out', file('authority.crt'));
  openssl('req', '-new', ...key('peer'), '-out', file('peer.csr'));
  const authority = ['-CA', file('authority.crt'), '-CAkey', file('authority.key'), '-CAcreateserial'];
  openssl('x509', '-req', '-in', file('peer.csr'), ...authority, '-days', '2', '-out', file('peer.crt'));
  const tls = { cert: readFileSync(file('peer.crt')), key: readFileSync(file('peer.key')) };
  peer = createServer(tls, (_request, response) => response.end('hello'));
  await new Promise<void>((resolve) => peer.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  peer.closeAllConnections();
  peer.close();
  rmSync(folder, { recursive: true });
});

async function callPinned(serverCertFile: string) {
  const { port } = peer.address() as AddressInfo;
  const client = { certFile: file('peer.crt'), keyFile: file('peer.key') };
  const engine = connectEngine({ url: `https://127.0.0.1:${port}`, ...client, serverCertFile });
  try {
    return await getServer(engine);
  } finally {
    await engine.close();
  }
}

test('the pinned certificate itself is enough, whoever signed it', async () => {
  await expect(callPinned(file('peer.crt'))).rejects.toMatchObject({ kind: 'broken' });
});

test('being signed by the pinned certificate is not enough', async () => {
  await expect(callPinned(file('authority.crt'))).rejects.toMatchObject({
    kind: 'unavailable',
    engineMessage: expect.stringMatching(/showed a certificate with the fingerprint [0-9a-f]{64}, pinned is/),
  });
});
