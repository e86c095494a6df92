import { z } from 'zod';
import { instanceStateSchema } from './instance-usage.ts';
import { deviceMap, engineTime, listOf, textMap } from './shapes.ts';

export const instanceSchema = z
  .object({
    name: z.string(),
    project: z.string().default('default'),
    type: z.enum(['container', 'virtual-machine']),
    /** `Running`, `Stopped`, `Frozen`, `Error`, and the words between: Starting, Stopping, … */
    status: z.string(),
    status_code: z.number().int(),
    /** The cluster member; `none` where there is no cluster. */
    location: z.string().default('none'),
    description: z.string().default(''),
    architecture: z.string().default(''),
    created_at: engineTime,
    last_used_at: engineTime,
    config: textMap,
    devices: deviceMap,
    expanded_config: textMap,
    expanded_devices: deviceMap,
    profiles: listOf(z.string()),
    state: instanceStateSchema.nullish(),
  })
  .transform(
    ({ status_code, created_at, last_used_at, expanded_config, expanded_devices, state, ...same }) => ({
      ...same,
      statusCode: status_code,
      createdAt: created_at,
      lastUsedAt: last_used_at,
      expandedConfig: expanded_config,
      expandedDevices: expanded_devices,
      /** Only where the verb says that it asks for it. */
      state: state ?? undefined,
    }),
  );

/** Source: Incus docs, "Instance options" for the keys of `config`, "Devices" for those of `devices`. */
export type Instance = z.output<typeof instanceSchema>;
export type TaggedInstance = Instance & { etag: string | undefined };

/** What names an instance on the engine. */
export type InstanceRef = { project: string; name: string };

// Source: Incus docs, "REST API", List of current status codes.
const stopped = 102;
const running = 103;
const frozen = 110;
const error = 112;

export function isRunning({ statusCode }: { statusCode: number }): boolean {
  return statusCode === running;
}

export function isStopped({ statusCode }: { statusCode: number }): boolean {
  return statusCode === stopped;
}

export function isFrozen({ statusCode }: { statusCode: number }): boolean {
  return statusCode === frozen;
}

/**
 * An instance of a cluster member that does not answer: the list has its name and place alone (cmd/incusd/
 * instances_get.go), so nobody can tell by it whose it is or how it is.
 */
export function isUnreachable({ statusCode, config }: Pick<Instance, 'statusCode' | 'config'>): boolean {
  return statusCode === error && Object.keys(config).length === 0;
}
