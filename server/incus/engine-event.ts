import { z } from 'zod';
import { operationSchema } from './operation.ts';
import { parseResourceUrl } from './parse-resource-url.ts';

const common = { timestamp: z.string(), project: z.string().default(''), location: z.string().default('') };

const lifecycleSchema = z
  .object({
    ...common,
    type: z.literal('lifecycle'),
    metadata: z.object({
      action: z.string(),
      source: z.string(),
      context: z
        .record(z.string(), z.unknown())
        .nullish()
        .transform((context) => context ?? {}),
      requestor: z.object({ username: z.string().default(''), protocol: z.string().default('') }).nullish(),
    }),
  })
  .transform(({ type, timestamp, project, location, metadata }) => {
    const resource = parseResourceUrl(metadata.source);
    return {
      type,
      timestamp,
      location,
      project: project || resource.project,
      /** `instance-started`, `instance-shutdown`, `instance-renamed`, … */
      action: metadata.action,
      source: metadata.source,
      /** The instance that it is about, under its new name where it was renamed. */
      instance: resource.collection === 'instances' ? resource.name : undefined,
      /** e.g. `old_name` of a rename */
      context: metadata.context,
      requestor: metadata.requestor ?? undefined,
    };
  });

const operationEventSchema = z
  .object({ ...common, type: z.literal('operation'), metadata: operationSchema })
  .transform(({ metadata, ...same }) => ({ ...same, operation: metadata }));

/** Source: Incus docs, "Events". */
export const engineEventSchema = z.union([lifecycleSchema, operationEventSchema]);

export type EngineEvent = z.output<typeof engineEventSchema>;
export type LifecycleEvent = Extract<EngineEvent, { type: 'lifecycle' }>;
