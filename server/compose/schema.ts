import { z } from 'zod';
import { instanceKinds } from '#server/instances/kinds/schema.ts';
import { diskBytes, memoryBytes, vaultChoices, vcpus } from '#server/instances/schema.ts';
import { passphrase } from '#server/vaults/schema.ts';
import type { Why } from '#server/why/schema.ts';

export const composeMaxBytes = 256 * 1024;

/**
 * What becomes of something in the file: `refused` keeps its service from being made, `left-out` is not taken while
 * its service is, and `otherwise` is taken and works in another way here.
 */
export const severities = ['refused', 'left-out', 'otherwise'] as const;
export type Severity = (typeof severities)[number];

/** The engine's rule for instance names holds for `<stack>-<service>`, so there is room for both. */
export const stackName = z
  .string()
  .trim()
  .regex(/^[a-zA-Z](?:[a-zA-Z0-9-]{0,30}[a-zA-Z0-9])?$/, 'stack-name-invalid');

const text = z
  .string()
  .min(1, 'compose-empty')
  .refine((file) => Buffer.byteLength(file) <= composeMaxBytes, 'compose-too-large')
  .describe('The file, at most 256 KiB');

const variables = z
  .array(
    z.strictObject({
      name: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,127}$/, 'variable-name-invalid'),
      value: z.string().max(8192, 'variable-too-long'),
      isSecret: z.boolean().default(false).describe('Wherever it goes it is kept sealed'),
    }),
  )
  .max(200)
  .default([])
  .describe('What $NAME stands for');
export type ComposeVariable = z.infer<typeof variables>[number];

export const readComposeInput = z.object({
  tenant: z.string().max(64).describe('The slug of the tenant'),
  text,
  variables,
  stack: stackName.optional().describe('Unless said: the `name` of the file'),
});
export type ReadComposeInput = z.infer<typeof readComposeInput>;

const serviceWish = z.strictObject({
  kind: z.enum(instanceKinds).optional().describe('Of one that runs images'),
  planId: z.uuid().optional(),
  vcpus: vcpus.optional(),
  memoryBytes: memoryBytes.optional(),
  diskBytes: diskBytes.optional(),
});

export const createStackInput = readComposeInput.extend({
  stack: stackName,
  kind: z.enum(instanceKinds).default('app').describe('Of all services that say no other'),
  services: z
    .record(z.string(), serviceWish)
    .optional()
    .describe('Which to make, each with what is wished for it; unless said: all without a profile'),
  vault: z.enum(vaultChoices).default('none'),
  passphrase: passphrase.optional(),
});
export type CreateStackInput = z.infer<typeof createStackInput>;
export type ServiceWish = z.infer<typeof serviceWish>;

export const composeProblem = z.object({
  line: z.number().int().describe('Of the file, from 1'),
  path: z.string().describe('services.web.build'),
  what: z.string().describe('What stands there, unless it is secret'),
  service: z.string().nullable(),
  severity: z.enum(severities),
  code: z.string().describe('A stable name of the reason'),
  params: z.record(z.string(), z.string()),
  why: z.string().describe('The reason in English'),
});
export type ComposeProblem = z.infer<typeof composeProblem>;

export const composeReading = z.object({
  stack: z.string().nullable(),
  services: z.array(
    z.object({
      name: z.string(),
      line: z.number().int(),
      instanceName: z.string().describe('<stack>-<service>'),
      runtime: z.string().nullable().describe('That the file asks for'),
      profiles: z.array(z.string()).describe('With any, it is made only if it is named'),
      dependsOn: z.array(z.string()).describe('What has to be up before it is deployed'),
      aliases: z.array(z.string()).describe('Under which the other services reach it'),
      size: z
        .object({ vcpus: z.number().int().nullable(), memoryBytes: z.number().int().nullable() })
        .describe('That the file asks for'),
      settings: z
        .record(z.string(), z.unknown())
        .describe('As an app or a sandbox takes them; a secret value is null'),
      isRefused: z.boolean(),
    }),
  ),
  variables: z.array(
    z.object({
      name: z.string(),
      line: z.number().int().describe('Where it is used first'),
      fallback: z.string().nullable(),
      isRequired: z.boolean(),
      isSet: z.boolean(),
      looksSecret: z.boolean(),
    }),
  ),
  problems: z.array(composeProblem),
});
export type ComposeReading = z.infer<typeof composeReading>;
export type ComposeService = ComposeReading['services'][number];

export const stackCreated = z.object({
  stack: z.string(),
  instances: z.array(
    z.object({
      service: z.string(),
      name: z.string(),
      instanceId: z.uuid(),
      jobId: z.uuid(),
      ipv4: z.string(),
    }),
  ),
});
export type StackCreated = z.infer<typeof stackCreated>;

export const stackStates = ['making', 'waiting', 'deploying', 'up', 'failed'] as const;
/** An instance of a stack, and how far it is; why it waits or failed as a key of the error messages. */
export type StackMember = {
  id: string;
  name: string;
  state: (typeof stackStates)[number];
} & Why;
