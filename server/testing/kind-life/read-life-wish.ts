import { z } from 'zod';
import { instanceKinds } from '#server/instances/kinds/schema.ts';
import type { LifeWish } from './life.ts';

const wish = z.object({
  kind: z.enum(instanceKinds),
  image: z.string().optional(),
  settings: z.record(z.string(), z.unknown()).optional(),
  vcpus: z.number().int().optional(),
  memoryBytes: z.number().int().optional(),
  diskBytes: z.number().int().optional(),
});

/** What `npm run test:engine` asks for, or undefined. Throws when it is none of ours. */
export function readLifeWish(environment: NodeJS.ProcessEnv): LifeWish[] | undefined {
  const text = environment.BERTH_TEST_LIFE;
  return text ? [wish.parse(JSON.parse(text)) as LifeWish] : undefined;
}
