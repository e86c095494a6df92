import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Engine } from '../incus/engine.ts';
import { execInInstance } from '../incus/exec-in-instance.ts';
import type { InstanceRef } from '../incus/instance.ts';
import { putInstanceFile } from '../incus/instance-files.ts';
import { createInstance } from '../incus/instances.ts';
import { finishOperation } from '../incus/operations.ts';
import { addressIn, gatewayOf } from '../networks/network-names.ts';
import { buildOciImages, type OciImage } from './build-oci-images.ts';
import { testPool } from './test-engine.ts';

const run = promisify(execFile);

export type Registry = {
  /** `10.128.0.200:5000`, in front of a reference. */
  host: string;
  /** The private CA that its certificate is of. */
  caPem: string;
  username: string;
  password: string;
  /** Puts an image of the tests there under a name and tag; gives its digest and the whole reference. */
  push(image: OciImage, as?: string): Promise<{ reference: string; digest: string }>;
  instance: InstanceRef;
};

/** The project, bridge and subnet of `makeEngineTenant`, which also removes what is made here. */
export type Place = { project: string; network: { bridge: string; subnet: string } };

const host = 200;
const username = 'tester';
const password = 'berth-registry-test';
/** bcrypt of the password. */
const htpasswd = `${username}:$2b$04$cq7Oa9hQyWzmlG/vAQhW0eSOdZA5NfTX76Y0w7.HcM5f1bEtbX3aq\n`;

/**
 * A real registry with TLS by a CA of its own and one user, in a light VM of the tenant: what runs in a tenant's
 * network cannot reach this machine. The test's process can reach it there.
 */
export async function startRegistry(engine: Engine, { project, network }: Place): Promise<Registry> {
  const address = addressIn(network.subnet, host);
  const instance = { project, name: 'registry' };
  const layout = await buildOciImages();
  const folder = await mkdtemp(join(tmpdir(), 'berth-test-registry-'));
  try {
    await makeCertificates(folder, address);
    await makeInstance(engine, instance, network, address);
    const file = async (path: string, content: Buffer | string, mode = 0o600) =>
      putInstanceFile(engine, { ...instance, path, content, mode });
    await file('/usr/bin/docker-registry', await readFile('/usr/bin/docker-registry'), 0o755);
    await file('/etc/registry.htpasswd', htpasswd);
    for (const name of ['server.crt', 'server.key'])
      await file(`/etc/${name}`, await readFile(join(folder, name)));
    await file('/etc/registry.yml', settings);
    const command = [
      'sh',
      '-c',
      'setsid docker-registry serve /etc/registry.yml >/root/log 2>&1 </dev/null &',
    ];
    await execInInstance(engine, { ...instance, command });
    const caPem = await readFile(join(folder, 'ca.crt'), 'utf8');
    const registry = { host: `${address}:5000`, caPem, username, password, instance };
    await untilReady(address);
    return { ...registry, push: (image, as = image) => push(registry, `${layout}:${image}`, as) };
  } finally {
    await rm(folder, { recursive: true });
  }
}

const settings = `version: 0.1
log: {level: warn}
storage: {filesystem: {rootdirectory: /root/registry}, delete: {enabled: true}}
http: {addr: ":5000", tls: {certificate: /etc/server.crt, key: /etc/server.key}}
auth: {htpasswd: {realm: test, path: /etc/registry.htpasswd}}
`;

async function makeCertificates(folder: string, address: string): Promise<void> {
  const openssl = (...words: string[]) => run('openssl', words, { cwd: folder });
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  await openssl('req', '-x509', ...key, '-subj', '/CN=CA of a test', '-keyout', 'ca.key', '-out', 'ca.crt');
  const names = ['-subj', '/CN=registry', '-addext', `subjectAltName=IP:${address}`];
  await openssl(
    ...['req', '-x509', ...key, ...names, '-CA', 'ca.crt', '-CAkey', 'ca.key'],
    ...['-addext', 'basicConstraints=critical,CA:FALSE', '-keyout', 'server.key', '-out', 'server.crt'],
  );
}

async function makeInstance(
  engine: Engine,
  ref: InstanceRef,
  { bridge, subnet }: Place['network'],
  address: string,
): Promise<void> {
  const operation = await createInstance(engine, {
    ...ref,
    type: 'container',
    source: { alias: 'debian/12/minimal' },
    config: {
      'limits.cpu': '1',
      'limits.memory': '512MiB',
      'user.berth.ipv4': `${address}/24`,
      'user.berth.gateway': gatewayOf(subnet),
    },
    devices: {
      root: { type: 'disk', path: '/', pool: testPool, size: '2GiB' },
      eth0: { type: 'nic', name: 'eth0', network: bridge },
    },
    start: true,
  });
  await finishOperation(engine, operation);
}

async function untilReady(address: string): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!(await isListening(address))) {
    if (Date.now() > deadline) throw new Error('the registry of the test does not listen');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function isListening(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port: 5000, timeout: 1000 });
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
    socket.once('timeout', () => end(false));
  });
}

async function push(registry: Omit<Registry, 'push'>, source: string, as: string) {
  const name = `${registry.host}/tests/${as.includes(':') ? as : `${as}:1`}`;
  await skopeo(registry, ['copy', '--format=oci', `oci:${source}`, `docker://${name}`]);
  const { stdout } = await skopeo(registry, ['inspect', '--format={{.Digest}}', `docker://${name}`]);
  return { reference: name, digest: stdout.trim() };
}

async function skopeo(
  { caPem }: Pick<Registry, 'caPem'>,
  [verb = '', ...words]: string[],
): Promise<{ stdout: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'berth-test-registry-'));
  try {
    await writeFile(join(folder, 'ca.crt'), caPem);
    const of = verb === 'copy' ? 'dest-' : '';
    const options = [`--${of}cert-dir=${folder}`, `--${of}creds=${username}:${password}`];
    return await run('skopeo', ['--insecure-policy', verb, ...options, ...words]);
  } finally {
    await rm(folder, { recursive: true });
  }
}
