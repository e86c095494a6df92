import { z } from 'zod';
import { apiPath } from './api-path.ts';
import { changeNow } from './change-resource.ts';
import type { CallOptions, Engine } from './engine.ts';
import { EngineError } from './engine-error.ts';
import { readResource } from './read-resource.ts';
import { listOf, textMap } from './shapes.ts';

const environmentSchema = z.object({
  server: z.string(),
  server_name: z.string(),
  server_version: z.string(),
  server_clustered: z.boolean(),
  /** What instances can run on, ` | `-separated: `lxc`, or `lxc | qemu` where full VMs work. */
  driver: z.string().default(''),
  driver_version: z.string().default(''),
  kernel_version: z.string().default(''),
  architectures: listOf(z.string()),
  os_name: z.string().default(''),
  os_version: z.string().default(''),
  firewall: z.string().default(''),
  kernel_features: textMap,
  lxc_features: textMap,
  /** The server's own (or the cluster's), PEM: what `serverCertFile` of `connectEngine` wants. */
  certificate: z.string().default(''),
  certificate_fingerprint: z.string().default(''),
  storage_supported_drivers: listOf(z.object({ Name: z.string(), Version: z.string().default('') })),
});

const serverSchema = z.object({
  auth: z.string(),
  api_extensions: listOf(z.string()),
  config: textMap,
  environment: environmentSchema,
});

const untrustedSchema = z.object({ auth: z.literal('untrusted') });

/** Source: Incus docs, "REST API", `GET /1.0`. Config values come back as they are: treat them as secret. */
export type EngineServer = z.output<typeof serverSchema>;

/**
 * What the engine is and can do.
 *
 * @param options.target a cluster member; the one that we talk to unless said
 * @throws EngineError `refused` when the engine answers but does not trust our certificate
 */
export async function getServer(
  engine: Engine,
  options?: CallOptions & { target?: string | undefined },
): Promise<EngineServer> {
  const question = { path: '/1.0', query: { target: options?.target } };
  const server = await readResource(engine, z.union([untrustedSchema, serverSchema]), question, options);
  if ('environment' in server) return server;
  throw new EngineError({
    kind: 'refused',
    status: 403,
    engineMessage:
      'the engine does not trust our client certificate; on the engine run: incus config trust add-certificate <file>',
    method: 'GET',
    path: question.path,
  });
}

/** Sets server-wide keys; others stay. An empty text unsets a key. */
export async function patchServerConfig(
  engine: Engine,
  config: Record<string, string>,
  options?: CallOptions,
): Promise<void> {
  await changeNow(engine, { method: 'PATCH', path: '/1.0', body: { config } }, options);
}

/** The instance drivers that work on the server: `lxc` (containers), `qemu` (full VMs). */
export function instanceDrivers(server: Pick<EngineServer, 'environment'>): string[] {
  return server.environment.driver.split('|').flatMap((name) => name.trim() || []);
}

const trustedCertificateSchema = z.object({
  name: z.string(),
  type: z.string(),
  fingerprint: z.string(),
  restricted: z.boolean().default(false),
  projects: listOf(z.string()),
});

export type TrustedCertificate = z.output<typeof trustedCertificateSchema>;

/** The client certificates that the engine lets in. */
export async function listTrustedCertificates(
  engine: Engine,
  options?: CallOptions,
): Promise<TrustedCertificate[]> {
  const question = { path: apiPath`certificates`, query: { recursion: 1 } };
  return readResource(engine, listOf(trustedCertificateSchema), question, options);
}

/** Lets a client certificate in. `certificateDer` is base64 of the DER form: PEM without its first and last line. */
export async function trustCertificate(
  engine: Engine,
  input: { name: string; certificateDer: string; projects?: string[] },
  options?: CallOptions,
): Promise<void> {
  const body = {
    name: input.name,
    type: 'client',
    certificate: input.certificateDer,
    restricted: input.projects !== undefined,
    projects: input.projects ?? [],
  };
  await changeNow(engine, { method: 'POST', path: apiPath`certificates`, body }, options);
}

export async function distrustCertificate(
  engine: Engine,
  { fingerprint }: { fingerprint: string },
  options?: CallOptions,
): Promise<void> {
  await changeNow(engine, { method: 'DELETE', path: apiPath`certificates/${fingerprint}` }, options);
}
