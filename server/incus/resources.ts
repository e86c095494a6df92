import { z } from 'zod';
import { apiPath } from './api-path.ts';
import type { CallOptions, Engine } from './engine.ts';
import { readResource } from './read-resource.ts';
import { listOf } from './shapes.ts';

const resourcesSchema = z
  .object({
    cpu: z.object({
      architecture: z.string(),
      total: z.number().int(),
      sockets: listOf(z.object({ name: z.string().default(''), vendor: z.string().default('') })),
    }),
    memory: z.object({ total: z.number().int(), used: z.number().int() }),
    storage: z.object({
      disks: listOf(z.object({ id: z.string(), size: z.number().int(), model: z.string().default('') })),
    }),
    load: z
      .object({ Average1Min: z.number(), Average5Min: z.number(), Average10Min: z.number() })
      .partial()
      .nullish(),
  })
  .transform(({ cpu, memory, storage, load }) => ({
    architecture: cpu.architecture,
    cpuModel: cpu.sockets[0]?.name ?? '',
    threads: cpu.total,
    memoryTotalBytes: memory.total,
    memoryUsedBytes: memory.used,
    disks: storage.disks.map(({ id, size, model }) => ({ id, model, sizeBytes: size })),
    loadAverage1Min: load?.Average1Min,
  }));

/** What a node is made of. Source: Incus docs, "REST API", `GET /1.0/resources`. */
export type NodeResources = z.output<typeof resourcesSchema>;

/** @param input.target a cluster member; the one that we talk to unless said */
export async function getResources(
  engine: Engine,
  input: { target?: string } = {},
  options?: CallOptions,
): Promise<NodeResources> {
  const question = { path: apiPath`resources`, query: { target: input.target } };
  return readResource(engine, resourcesSchema, question, options);
}
