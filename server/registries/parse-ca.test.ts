import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { AppError } from '#server/errors.ts';
import { parseCa, readCa } from './parse-ca.ts';
import { hostOf, registryHost } from './schema.ts';

const folder = mkdtempSync(join(tmpdir(), 'berth-ca-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A certificate by OpenSSL itself, and what it says of it. */
function authority(name: string, days = 30) {
  const [key, pem] = [join(folder, `${name}.key`), join(folder, `${name}.pem`)];
  const subject = ['-subj', `/C=DE/O=Example/CN=${name}`];
  const made = ['-x509', '-newkey', 'rsa:2048', '-nodes', '-days', String(days), ...subject];
  execFileSync('openssl', ['req', ...made, '-keyout', key, '-out', pem], { stdio: 'ignore' });
  const said = execFileSync('openssl', ['x509', '-in', pem, '-noout', '-fingerprint', '-sha256']).toString();
  return {
    pem: readFileSync(pem, 'utf8'),
    key: readFileSync(key, 'utf8'),
    fingerprint: said.trim().split('=')[1],
  };
}
const now = new Date();
function refusal(text: string, at = now) {
  try {
    return parseCa(text, at);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { reason: error.reason, field: error.field };
  }
}

test('a bundle is taken and shown as OpenSSL shows it', () => {
  const [one, two] = [authority('One'), authority('Two')];
  const kept = parseCa(`some words\n${one.pem}\nmore words\r\n${two.pem}`, now);
  expect(kept).not.toContain('words');
  const [first, second] = readCa(kept);
  expect(first).toMatchObject({ subject: 'One, Example, DE', issuer: 'One, Example, DE', isAuthority: true });
  expect([first?.fingerprint, second?.fingerprint]).toEqual([one.fingerprint, two.fingerprint]);
  expect(parseCa(kept, now)).toBe(kept);
});

test('what is none is refused: a private key, words, a part, one that has expired, too many', () => {
  const { pem, key } = authority('Three', 2);
  const at = (reason: string) => ({ reason, field: 'caPem' });
  expect(refusal(pem + key)).toEqual(at('registry-ca-private'));
  expect(refusal('hello')).toEqual(at('registry-ca-invalid'));
  expect(refusal(pem.slice(0, 300))).toEqual(at('registry-ca-invalid'));
  expect(refusal(`${pem}${pem.slice(0, 300)}`)).toEqual(at('registry-ca-invalid'));
  expect(refusal(pem.replace(/.{40}\n/, 'A\n'))).toEqual(at('registry-ca-invalid'));
  expect(refusal(pem, new Date(now.getTime() + 3 * 86_400_000))).toEqual(at('registry-ca-expired'));
  expect(refusal(pem.repeat(21))).toEqual(at('registry-ca-many'));
});

test.each([
  ['registry.example.org', 'registry.example.org'],
  ['https://Registry.Example.org:5000/', 'registry.example.org:5000'],
  ['localhost:5000', 'localhost:5000'],
  ['registry:5000', 'registry:5000'],
  ['10.1.2.3:443', '10.1.2.3:443'],
  ['index.docker.io', 'docker.io'],
])('the host %s is %s', (text, host) => {
  expect(registryHost.parse(text)).toBe(host);
});
test.each([
  '',
  'registry',
  'http://a.example',
  'a.example/team',
  'a.example:0',
  'a.example:70000',
  'a b.example',
  '-a.example',
  'a.example:',
  'user@a.example',
])('%j is no host', (text) => {
  expect(registryHost.safeParse(text).success).toBe(false);
});

test.each([
  ['web', 'docker.io'],
  ['team/web:1', 'docker.io'],
  ['library/nginx:1', 'docker.io'],
  ['ghcr.io/owner/app', 'ghcr.io'],
  ['index.docker.io/team/web', 'docker.io'],
  ['localhost/web', 'localhost'],
  ['Registry.example.org/web', 'registry.example.org'],
  ['registry:5000/web@sha256:00', 'registry:5000'],
])('the registry of %s is %s', (reference, host) => {
  expect(hostOf(reference)).toBe(host);
});
