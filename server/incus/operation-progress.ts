import type { Operation } from './operation.ts';

/**
 * How far the engine says that it is: `42%` or `31.5MB (4.2MB/s)`, without the words around; undefined while it says
 * nothing. Source: Incus docs, "REST API", the metadata of operations: keys that end in `_progress`.
 */
export function operationProgress({ metadata }: Operation): string | undefined {
  const said = Object.entries(metadata).find(([key]) => key.endsWith('_progress'))?.[1];
  if (typeof said !== 'string') return undefined;
  return said.match(/\d[^:]*$/)?.[0];
}
