import { z } from 'zod';
import { capabilityNames } from '#server/deployments/capability-schema.ts';
import { containerDevices, restartPolicies, seccompProfiles } from '#server/deployments/container-schema.ts';

/**
 * What the program `/usr/lib/berth/shell <verb>` in a shell around OCI images takes and answers (images/shell-oci). It
 * checks everything again by itself: these shapes are for us.
 */

/** Of a deployment: the container and its image are found by it. */
const number = z.int().min(1).max(999_999);
const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/);
const time = z.string().describe('ISO 8601');
const logLine = z.object({ at: time, text: z.string() });

export const fetchInput = z.object({
  number,
  /** As a person writes it; a name without a host is one of Docker Hub. */
  reference: z.string().max(512),
  /** Another word begins a fetch that had failed anew; the same one looks how it goes. */
  attempt: z.string().max(64).default(''),
  auth: z
    .object({ username: z.string().max(256), password: z.string().max(4096) })
    .nullable()
    .default(null),
  /** Certificates of the registry's private CA, beside those that everybody knows. */
  caPem: z.string().max(65_536).nullable().default(null),
  /** Log lines from this position on. */
  after: z.int().min(0).default(0),
  /** How long the shell waits for a new line or the end before it answers. */
  waitSeconds: z.int().min(0).max(30).default(0),
});

export const imageFacts = z.object({
  architecture: z.string(),
  user: z.string(),
  command: z.array(z.string()).describe('Entrypoint and arguments'),
  environmentNames: z.array(z.string()),
  ports: z.array(z.object({ port: z.int(), protocol: z.enum(['tcp', 'udp']) })),
  volumePaths: z.array(z.string()),
  hasHealthcheck: z.boolean(),
});

export const fetchAnswer = z.object({
  state: z.enum(['fetching', 'fetched', 'failed']),
  /** Of what came, from the first moment that it is known. */
  digest: digest.nullable(),
  imageBytes: z.int().nullable().describe('Unpacked'),
  /** Of the layers that are being fetched, packed; 0 of 0 until they are known. */
  progress: z.object({ fetchedBytes: z.int(), totalBytes: z.int() }),
  facts: imageFacts.nullable(),
  log: z.object({ position: z.int(), lines: z.array(logLine) }),
  error: z
    .object({
      code: z.enum([
        'not-found',
        'unauthorized',
        'unreachable',
        'untrusted',
        'full',
        'too-many-requests',
        'failed',
      ]),
      message: z.string(),
    })
    .nullable(),
});

const healthTest = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('http'), port: z.int(), path: z.string() }),
  z.object({ kind: z.literal('tcp'), port: z.int() }),
  z.object({ kind: z.literal('command'), command: z.array(z.string()) }),
]);

export const runInput = z.object({
  number,
  /** What was fetched under this number; anything else is refused. */
  digest,
  runtime: z.enum(['crun', 'runsc']),
  command: z.array(z.string()).nullable().default(null),
  /** In place of the image's own. */
  entrypoint: z.array(z.string()).nullable().default(null),
  workingDir: z.string().nullable().default(null),
  /** Lines of its /etc/hosts. */
  hosts: z.array(z.object({ name: z.string(), address: z.string() })).default([]),
  environment: z.array(z.object({ name: z.string(), value: z.string() })).default([]),
  secretEnvironment: z.array(z.object({ name: z.string(), value: z.string() })).default([]),
  /** With any, these alone are open to others of its network; with none, all are. */
  ports: z.array(z.object({ port: z.int(), protocol: z.enum(['tcp', 'udp']) })).default([]),
  volumes: z.array(z.object({ name: z.string(), path: z.string() })).default([]),
  capabilities: z.array(z.enum(capabilityNames)).default([]),
  readOnlyRoot: z.boolean().default(false),
  devices: z.array(z.enum(containerDevices)).default([]),
  outgoing: z.boolean().default(true),
  seccomp: z.enum(seccompProfiles).default('default'),
  user: z.string().nullable().default(null),
  restart: z
    .object({ policy: z.enum(restartPolicies), max: z.int().nullable() })
    .default({ policy: 'always', max: null }),
  health: z
    .object({
      test: healthTest,
      intervalSeconds: z.int(),
      timeoutSeconds: z.int(),
      retries: z.int(),
      startSeconds: z.int(),
    })
    .nullable()
    .default(null),
  stopSeconds: z.int().default(10),
});

export const shellStatus = z.object({
  /** What should run, or ran last; null: nothing was deployed. */
  number: number.nullable(),
  state: z.enum(['none', 'running', 'restarting', 'stopped', 'exited']),
  /** As a process of the shell. */
  pid: z.int().nullable(),
  exitCode: z.int().nullable().describe('Of the last end; 128 + n: ended by signal n'),
  startedAt: time.nullable(),
  finishedAt: time.nullable(),
  restarts: z.int(),
  health: z
    .object({
      state: z.enum(['starting', 'healthy', 'unhealthy']),
      failures: z.int().describe('In a row'),
      output: z.string(),
      at: time.nullable(),
    })
    .nullable()
    .describe('null: nothing looks'),
});

export const runAnswer = shellStatus.extend({
  platform: z
    .object({ name: z.enum(['systrap', 'kvm']), reason: z.string().nullable() })
    .nullable()
    .default(null)
    .describe('Of a sandbox: by what its system calls are taken over, and why not by KVM'),
});
export const refusedAnswer = z.object({
  number,
  calls: z.array(z.string().max(80)).max(100),
  more: z.int().describe('Beyond those that are named'),
});

export const numberInput = z.object({ number });
export const keepInput = z.object({ numbers: z.array(number).max(100) });
export const removedAnswer = z.object({ removed: z.array(number) });

export const logsInput = z.object({
  /** Null: of the one that is current. */
  number: number.nullable().default(null),
  /** Where the last answer ended; null: the last `limit` lines. */
  after: z.string().max(64).nullable().default(null),
  limit: z.int().min(1).max(5000).default(500),
});
export const workloadLine = z.object({ at: time, stream: z.enum(['stdout', 'stderr']), text: z.string() });
export const logsAnswer = z.object({
  cursor: z.string(),
  lines: z.array(workloadLine),
  /** There is more already. */
  hasMore: z.boolean(),
  /** The log was cut since: lines between the cursor and these are gone. */
  isCut: z.boolean(),
});

export type FetchInput = z.input<typeof fetchInput>;
export type FetchAnswer = z.output<typeof fetchAnswer>;
export type ImageFacts = z.output<typeof imageFacts>;
export type RunInput = z.input<typeof runInput>;
export type ShellStatus = z.output<typeof shellStatus>;
export type RunAnswer = z.output<typeof runAnswer>;
export type RefusedAnswer = z.output<typeof refusedAnswer>;
export type LogsInput = z.input<typeof logsInput>;
export type LogsAnswer = z.output<typeof logsAnswer>;
