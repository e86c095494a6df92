import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ApiCall } from './openapi.ts';
import type { SpecifiedHandler } from './route.ts';

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/**
 * Every call of /api/v1, read from the folders themselves, so that none can be forgotten. For scripts
 * and tests: the running panel has no use for it.
 */
export async function listApiCalls(root: string): Promise<ApiCall[]> {
  const entries = await readdir(join(root, 'app/api/v1'), { recursive: true });
  const files = entries.filter((entry) => entry.endsWith('route.ts')).sort();
  const calls: ApiCall[] = [];
  for (const file of files) {
    const module: Record<string, unknown> = await import(pathToFileURL(join(root, 'app/api/v1', file)).href);
    const path = `/api/v1/${file.replace(/\/?route\.ts$/, '')}`.replaceAll(/\[([a-zA-Z]+)\]/g, '{$1}');
    for (const method of methods) {
      const handler = module[method] as SpecifiedHandler | undefined;
      if (handler?.spec) calls.push({ method, path, handler });
    }
  }
  return calls;
}
