import { z } from 'zod';
import { apiPath } from './api-path.ts';
import type { CallOptions, Engine } from './engine.ts';
import { parseResourceUrl } from './parse-resource-url.ts';
import { readResource } from './read-resource.ts';
import { listOf } from './shapes.ts';

/** The names of what there is in a collection of the default project; the engine looks at nothing else for it. */
export async function listNames(
  engine: Engine,
  collection: 'networks' | 'network-acls' | 'projects' | 'storage-pools',
  options?: CallOptions,
): Promise<string[]> {
  const urls = await readResource(engine, listOf(z.string()), { path: apiPath`${collection}` }, options);
  return urls.map((url) => parseResourceUrl(url).name);
}
