import { z } from 'zod';
import { capabilityNames } from './capability-schema.ts';

export const containerDevices = ['/dev/fuse', '/dev/net/tun'] as const;
export const seccompProfiles = ['default', 'strict', 'unconfined'] as const;
export const restartPolicies = ['always', 'on-failure', 'no'] as const;

const seconds = (max: number) => z.coerce.number().int().min(1).max(max);
const port = z.coerce
  .number('port-invalid')
  .int('port-invalid')
  .min(1, 'port-invalid')
  .max(65_535, 'port-invalid');

/** It ends as one line of a list or as one argument: no control characters but the tab. */
const oneLine = z.string().regex(/^(?:\t|\P{Cc})*$/u, 'text-has-control-characters');

/**
 * `host[:port]/path[:tag][@sha256:…]`; a name without a host is one of Docker Hub. Source: the reference grammar of
 * the OCI distribution specification.
 */
export const imageReference = z
  .string()
  .trim()
  .max(512, 'image-reference-invalid')
  .regex(
    /^(?:[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?(?::\d{1,5})?\/)?[a-z0-9]+(?:(?:\.|_{1,2}|-+|\/)[a-z0-9]+)*(?::\w[\w.-]{0,127})?(?:@sha256:[0-9a-f]{64})?$/,
    'image-reference-invalid',
  );

const absolutePath = z
  .string()
  .trim()
  .max(255, 'path-invalid')
  .regex(/^\/(?!\/)[^\p{Cc}:,]*$/u, 'path-invalid')
  .refine((path) => path !== '/' && !path.split('/').includes('..'), 'path-invalid');

/** As Compose has it, underscores too. */
const hostName = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/, 'host-name-invalid');

export const environmentVariable = z.strictObject({
  name: z
    .string()
    .trim()
    .regex(/^[A-Za-z_][A-Za-z0-9_]{0,127}$/, 'variable-name-invalid'),
  value: oneLine
    .max(8192, 'variable-too-long')
    .nullable()
    .describe('null where it is a secret that stays as it is'),
  isSecret: z.boolean().default(false).describe('Kept sealed, and never shown again'),
});
export type EnvironmentVariable = z.infer<typeof environmentVariable>;

export const healthCheck = z.strictObject({
  test: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('http'),
      port,
      path: z
        .string()
        .regex(/^\/[\x21-\x7e]{0,255}$/, 'path-invalid')
        .default('/'),
    }),
    z.strictObject({ kind: z.literal('tcp'), port }),
    z.strictObject({ kind: z.literal('command'), command: z.array(oneLine.max(1024)).min(1).max(32) }),
  ]),
  intervalSeconds: seconds(3600).default(30),
  timeoutSeconds: seconds(300).default(5),
  retries: z.coerce.number().int().min(1).max(20).default(3),
  startSeconds: z.coerce.number().int().min(0).max(3600).default(30).describe('To come up, without counting'),
});
export type HealthCheck = z.infer<typeof healthCheck>;

/** How an image is run: everything but what is not allowed unless it is ticked. */
export const containerSettings = z
  .strictObject({
    image: imageReference,
    command: z
      .array(oneLine.max(4096))
      .max(64)
      .nullable()
      .default(null)
      .describe('Arguments of the program, or program and arguments; null: those of the image'),
    entrypoint: z
      .array(oneLine.max(4096))
      .min(1)
      .max(64)
      .nullable()
      .default(null)
      .describe("The program, and arguments before those of `command`; null: the image's own"),
    workingDir: absolutePath.nullable().default(null).describe('Where it begins; null: as the image says'),
    environment: z.array(environmentVariable).max(200).default([]),
    ports: z
      .array(z.strictObject({ port, protocol: z.enum(['tcp', 'udp']).default('tcp') }))
      .max(32)
      .default([])
      .describe(
        'Where it listens. With any named, all others are closed; with none, all are open, or without `outgoing` all closed',
      ),
    hosts: z
      .array(z.strictObject({ name: hostName, address: z.ipv4('address-invalid') }))
      .max(128)
      .default([])
      .describe('Names that it knows beside those of DNS'),
    volumes: z
      .array(
        z.strictObject({
          name: z
            .string()
            .trim()
            .regex(/^[a-z0-9][a-z0-9_-]{0,62}$/, 'volume-name-invalid'),
          path: absolutePath,
        }),
      )
      .max(16)
      .default([])
      .describe('What outlives a new version'),
    capabilities: z.array(z.enum(capabilityNames)).max(capabilityNames.length).default([]),
    readOnlyRoot: z.boolean().default(false),
    devices: z.array(z.enum(containerDevices)).max(containerDevices.length).default([]),
    outgoing: z
      .boolean()
      .default(true)
      .describe('Whether it may open connections; without, it only answers, on `ports` alone'),
    seccomp: z.enum(seccompProfiles).default('default'),
    user: z
      .string()
      .trim()
      .regex(/^[a-z0-9_][a-z0-9_.-]{0,31}(?::[a-z0-9_][a-z0-9_.-]{0,31})?$/i, 'container-user-invalid')
      .nullable()
      .default(null)
      .describe('Name or number, or both with a group; null: that of the image'),
    restart: z
      .strictObject({
        policy: z.enum(restartPolicies).default('always'),
        max: z.coerce.number().int().min(1).max(100).nullable().default(null),
      })
      .default({ policy: 'always', max: null }),
    health: healthCheck.nullable().default(null),
    stopSeconds: seconds(300).default(10).describe('Between being asked to stop and being made to'),
  })
  .refine((settings) => settings.outgoing || !settings.capabilities.includes('NET_ADMIN'), {
    path: ['capabilities'],
    message: 'net-admin-needs-outgoing',
  })
  .refine((settings) => isUnique(settings.environment.map(({ name }) => name)), {
    path: ['environment'],
    message: 'variable-twice',
  })
  .refine(
    ({ volumes }) => isUnique(volumes.map(({ path }) => path)) && isUnique(volumes.map(({ name }) => name)),
    { path: ['volumes'], message: 'volume-twice' },
  );
export type ContainerSettings = z.infer<typeof containerSettings>;

function isUnique(words: readonly string[]): boolean {
  return new Set(words).size === words.length;
}
