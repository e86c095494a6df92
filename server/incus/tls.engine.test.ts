import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EngineProject, makeEngineProject } from '../testing/make-engine-project.ts';
import { isLocal, testEngine } from '../testing/test-engine.ts';
import { connectEngine, type EngineOptions } from './connect-engine.ts';
import type { Engine } from './engine.ts';
import { execInInstance } from './exec-in-instance.ts';
import { patchProject } from './projects.ts';
import {
  distrustCertificate,
  getServer,
  listTrustedCertificates,
  patchServerConfig,
  trustCertificate,
} from './server.ts';
import { subscribeEvents } from './subscribe-events.ts';

const local = testEngine();
const address = '127.0.0.1:18443';
const url = `https://${address}`;
const certificateName = 'berth-test-tls';

describe.skipIf(!isLocal(local))('mutual TLS', () => {
  const folder = mkdtempSync(join(tmpdir(), 'berth-test-tls-'));
  const inFolder = (name: string) => join(folder, name);
  let formerAddress = '';
  let fingerprint = '';
  let project: EngineProject;
  const engines: Engine[] = [];

  /** As the operator would: the trusted client certificate, the server's own certificate. */
  function connect(wish: Partial<EngineOptions> = {}): Engine {
    const files = {
      certFile: inFolder('ours.crt'),
      keyFile: inFolder('ours.key'),
      serverCertFile: inFolder('server.crt'),
    };
    const engine = connectEngine({ url, ...files, ...wish });
    engines.push(engine);
    return engine;
  }

  function makeCertificate(name: string): string {
    const subject = ['-subj', `/CN=${name}`, '-days', '2', '-nodes'];
    const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'];
    const out = ['-keyout', inFolder(`${name}.key`), '-out', inFolder(`${name}.crt`)];
    execFileSync('openssl', ['req', '-x509', ...curve, ...subject, ...out], { stdio: 'ignore' });
    return readFileSync(inFolder(`${name}.crt`), 'utf8');
  }

  beforeAll(async () => {
    const server = await getServer(local);
    formerAddress = server.config['core.https_address'] ?? '';
    fingerprint = server.environment.certificate_fingerprint;
    writeFileSync(inFolder('server.crt'), server.environment.certificate);
    makeCertificate('stranger');
    await removeOurs();
    const certificateDer = makeCertificate('ours').replaceAll(/-----[A-Z ]+-----|\s/g, '');
    await trustCertificate(local, { name: certificateName, certificateDer });
    await patchServerConfig(local, { 'core.https_address': address });
    project = await makeEngineProject(local);
  });
  afterAll(async () => {
    await patchServerConfig(local, { 'core.https_address': formerAddress });
    await removeOurs();
    await project?.remove();
    for (const engine of [...engines, local]) await engine.close();
    rmSync(folder, { recursive: true });
  });

  async function removeOurs() {
    const certificates = await listTrustedCertificates(local);
    for (const ours of certificates.filter(({ name }) => name === certificateName)) {
      await distrustCertificate(local, ours);
    }
  }

  test('a trusted client with the pinned server is let in, and all works as on the socket', async () => {
    const withColons = (fingerprint.match(/../g) ?? []).join(':').toUpperCase();
    const engine = connect({ serverFingerprint: withColons });
    expect(await getServer(engine)).toMatchObject({ auth: 'trusted' });

    const ref = await project.makeInstance('far');
    const { stdout } = await execInInstance(engine, { ...ref, command: ['cat'], stdin: 'over TLS' });
    expect(stdout.toString()).toBe('over TLS');

    const heard: string[] = [];
    const ear = subscribeEvents(engine, {
      onEvent: (event) => heard.push(event.type === 'lifecycle' ? event.action : event.type),
      onConnect: () => void patchProject(engine, { name: project.name, config: { 'user.note': 'x' } }),
    });
    await expect.poll(() => heard).toContain('project-updated');
    ear.close();
  });

  test('a fingerprint that does not fit the certificate is refused before any connection', () => {
    expect(() => connect({ serverFingerprint: 'ab'.repeat(32) })).toThrow(
      /has the fingerprint [0-9a-f]{64}, but abab.* was expected/,
    );
  });

  test('a server that shows another certificate is refused, for calls and for websockets', async () => {
    const engine = connect({ serverCertFile: inFolder('stranger.crt') });
    await expect(getServer(engine)).rejects.toMatchObject({
      kind: 'unavailable',
      engineMessage: expect.stringContaining('certificate is not the pinned one'),
    });
    const error = await new Promise<string>((resolve) => {
      const ear = subscribeEvents(engine, {
        onEvent: () => {},
        onDisconnect: (info) => {
          resolve(info.error.engineMessage);
          ear.close();
        },
      });
    });
    expect(error).toContain('certificate is not the pinned one');
  });

  test('an unknown client is told what to do', async () => {
    const engine = connect({ certFile: inFolder('stranger.crt'), keyFile: inFolder('stranger.key') });
    await expect(getServer(engine)).rejects.toMatchObject({
      kind: 'refused',
      status: 403,
      engineMessage: expect.stringContaining('incus config trust add-certificate'),
    });
    const change = patchServerConfig(engine, { 'user.berth-test': 'x' });
    await expect(change).rejects.toMatchObject({ kind: 'refused', status: 403 });
  });

  test('files that are missing or no certificate are named', () => {
    expect(() => connect({ certFile: undefined })).toThrow('certFile is needed');
    expect(() => connect({ keyFile: inFolder('nowhere.key') })).toThrow(
      /client key .*nowhere.key cannot be read/,
    );
    expect(() => connect({ serverCertFile: inFolder('ours.key') })).toThrow('not a PEM certificate');
    expect(() => connect({ url: 'http://localhost' })).toThrow('must begin with unix:// or https://');
    expect(() => connect({ url: 'localhost' })).toThrow('not a URL');
  });

  test('where nobody listens is unavailable', async () => {
    const engine = connect({ url: 'https://127.0.0.1:18444' });
    await expect(getServer(engine)).rejects.toMatchObject({
      kind: 'unavailable',
      engineMessage: expect.stringContaining('nobody listens there'),
    });
  });
});
