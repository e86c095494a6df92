import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { AppError } from '#server/errors.ts';
import { parsePublicKey } from './parse-public-key.ts';

const folder = mkdtempSync(join(tmpdir(), 'berth-keys-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A key pair by OpenSSH itself: what it makes and shows is the measure. */
function keygen(type: string, bits?: number): { file: string; line: string; fingerprint: string } {
  const file = join(folder, randomUUID());
  const size = bits ? ['-b', String(bits)] : [];
  execFileSync('ssh-keygen', ['-q', '-t', type, ...size, '-N', '', '-C', 'ada@home', '-f', file]);
  const [, fingerprint = ''] = execFileSync('ssh-keygen', ['-lf', `${file}.pub`])
    .toString()
    .split(' ');
  return { file, line: readFileSync(`${file}.pub`, 'utf8').trim(), fingerprint };
}
function refusal(text: string) {
  try {
    parsePublicKey(text);
    return 'taken';
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { reason: error.reason, params: error.params, field: error.field };
  }
}
function wire(...parts: (string | Buffer)[]): string {
  const strings = parts.map((part) => {
    const bytes = Buffer.from(part as string);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    return Buffer.concat([length, bytes]);
  });
  return Buffer.concat(strings).toString('base64');
}
const invalid = { reason: 'ssh-key-invalid', params: {}, field: 'publicKey' };

describe('keys that sshd takes', () => {
  test.each([
    ['ed25519', undefined, 'ssh-ed25519'],
    ['rsa', 2048, 'ssh-rsa'],
    ['rsa', 3072, 'ssh-rsa'],
    ['ecdsa', 256, 'ecdsa-sha2-nistp256'],
    ['ecdsa', 384, 'ecdsa-sha2-nistp384'],
    ['ecdsa', 521, 'ecdsa-sha2-nistp521'],
  ] as const)('%s %s has the fingerprint that OpenSSH shows', (type, bits, name) => {
    const { line, fingerprint } = keygen(type, bits);
    expect(parsePublicKey(`\n  ${line} \n`)).toEqual({ type: name, line, comment: 'ada@home', fingerprint });
  });

  test('of a security key', () => {
    const ed = `sk-ssh-ed25519@openssh.com ${wire('sk-ssh-ed25519@openssh.com', Buffer.alloc(32, 7), 'ssh:')}`;
    expect(parsePublicKey(ed)).toMatchObject({ type: 'sk-ssh-ed25519@openssh.com', comment: '', line: ed });
    const point = Buffer.concat([Buffer.from([4]), Buffer.alloc(64, 7)]);
    const type = 'sk-ecdsa-sha2-nistp256@openssh.com';
    expect(parsePublicKey(`${type} ${wire(type, 'nistp256', point, 'ssh:')} desk`).comment).toBe('desk');
  });

  test('a comment loses what is no text', () => {
    const key = wire('ssh-ed25519', Buffer.alloc(32));
    expect(parsePublicKey(`ssh-ed25519 ${key} my\u0007 laptop\u0000`).comment).toBe('my laptop');
  });
});

describe('what is refused', () => {
  test('a private key, with a word of warning', () => {
    const { file } = keygen('ed25519');
    expect(refusal(readFileSync(file, 'utf8'))).toMatchObject({ reason: 'ssh-key-private' });
    expect(refusal('PuTTY-User-Key-File-3: ssh-ed25519')).toMatchObject({ reason: 'ssh-key-private' });
  });
  test('several lines', () => {
    const line = `ssh-ed25519 ${wire('ssh-ed25519', Buffer.alloc(32))}`;
    expect(refusal(`${line} a\n${line} b`)).toMatchObject({ reason: 'ssh-key-many-lines' });
  });
  test('an RSA key that is too short', () => {
    const { line } = keygen('rsa', 1024);
    expect(refusal(line)).toEqual({ reason: 'ssh-key-weak', params: { bits: 1024 }, field: 'publicKey' });
  });
  test('a type that nobody should use any more', () => {
    const refused = refusal(`ssh-dss ${wire('ssh-dss', 'p')}`);
    expect(refused).toMatchObject({ reason: 'ssh-key-type', params: { type: 'ssh-dss' } });
  });
  test.each([
    ['nothing', ''],
    ['words', 'hello world'],
    ['no base64', 'ssh-ed25519 AAAA!'],
    ['another type inside', `ssh-ed25519 ${wire('ssh-rsa', Buffer.alloc(32))}`],
    ['a key cut short', `ssh-ed25519 ${wire('ssh-ed25519', Buffer.alloc(31))}`],
    ['something behind the key', `ssh-ed25519 ${wire('ssh-ed25519', Buffer.alloc(32), 'more')}`],
    ['another curve', `ecdsa-sha2-nistp256 ${wire('ecdsa-sha2-nistp256', 'nistp384', Buffer.alloc(97, 4))}`],
    ['options before the key', `command="sh" ssh-ed25519 ${wire('ssh-ed25519', Buffer.alloc(32))}`],
  ])('%s', (_what, text) => {
    expect(refusal(text)).toEqual(invalid);
  });
});
