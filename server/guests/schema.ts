import { z } from 'zod';
import { instanceIdInput } from '#server/instances/schema.ts';

/** What the panel sees inside a running guest: printed by the guest, so it may be made up by whoever rules there. */
export const processStates = [
  'running',
  'sleeping',
  'waiting',
  'stopped',
  'zombie',
  'idle',
  'other',
] as const;
export type ProcessState = (typeof processStates)[number];

export const processView = z.object({
  pid: z.number().int(),
  parentPid: z.number().int(),
  user: z.string().describe('Its name in the guest, or its number where it has none'),
  state: z.enum(processStates),
  name: z.string(),
  command: z.string().describe('With its arguments, shortened; the name in brackets where it has none'),
  cpuSeconds: z.number().describe('Of one CPU, since it began'),
  runsSeconds: z.number().describe('Since it began'),
  memoryBytes: z.number().int().describe('What of it is in memory'),
  startedTicks: z.number().int().describe('Tells it from another that gets its number later'),
});
export type ProcessView = z.infer<typeof processView>;

export const processList = z.object({
  at: z.iso.datetime(),
  clockTicks: z.number().int().describe('When it was looked, on the clock of `startedTicks`: 100 a second'),
  processes: z.array(processView),
  total: z.number().int().describe('As many as the guest has; more than are listed where there are many'),
});
export type ProcessList = z.infer<typeof processList>;

export const signals = ['term', 'kill'] as const;
export type Signal = (typeof signals)[number];
export const endProcessBody = z.object({
  pid: z.coerce.number().int().min(1).max(4_194_304),
  startedTicks: z.coerce.number().int().min(0).describe('As it was listed'),
  signal: z.enum(signals).default('term').describe('term: asks it to end; kill: ends it at once'),
});
export const endProcessInput = endProcessBody.extend(instanceIdInput.shape);
export type EndProcessInput = z.infer<typeof endProcessInput>;
export const processEnded = z.object({ pid: z.number().int() });
export type ProcessEnded = z.infer<typeof processEnded>;

export const serviceManagers = ['systemd', 'sysvinit', 'openrc'] as const;
export type ServiceManager = (typeof serviceManagers)[number];
export const serviceStates = ['running', 'finished', 'stopped', 'failed', 'changing', 'unknown'] as const;
export type ServiceState = (typeof serviceStates)[number];
export const serviceView = z.object({
  name: z.string(),
  description: z.string(),
  state: z.enum(serviceStates).describe('finished: it has done what it had to, and nothing of it goes on'),
  startsAtBoot: z.boolean().nullable().describe('null: not decided by itself, or not known'),
});
export type ServiceView = z.infer<typeof serviceView>;
export const serviceList = z.object({
  manager: z.enum(serviceManagers).nullable().describe('null: none that the panel knows'),
  services: z.array(serviceView),
});
export type ServiceList = z.infer<typeof serviceList>;

export const serviceVerbs = ['start', 'stop', 'restart'] as const;
export type ServiceVerb = (typeof serviceVerbs)[number];
/** What goes into a command of the guest: a name and nothing else. */
export const serviceName = z
  .string()
  .max(255, 'service-name-invalid')
  .regex(/^[A-Za-z0-9_@:\\][A-Za-z0-9_@.:\\-]*$/, 'service-name-invalid');
export const controlServiceBody = z.object({ service: serviceName, verb: z.enum(serviceVerbs) });
export const controlServiceInput = controlServiceBody.extend(instanceIdInput.shape);
export type ControlServiceInput = z.infer<typeof controlServiceInput>;
export const serviceControlled = controlServiceBody;
export type ServiceControlled = z.infer<typeof serviceControlled>;
