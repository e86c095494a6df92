import { englishText } from '#server/errors.ts';
import type { NodeFacts } from '#server/instances/kinds/kind.ts';
import { kinds } from '#server/instances/kinds/kinds.ts';
import { instanceKinds } from '#server/instances/kinds/schema.ts';
import type { NodeKind } from './schema.ts';

/** Which kinds a node can run, from what the engine itself says about it. */
export function toNodeKinds(node: NodeFacts): NodeKind[] {
  return instanceKinds.map((kind) => {
    const lack = kinds[kind].lackOf(node);
    if (!lack) return { kind, isSupported: true, reason: null, reasonKey: null, params: {} };
    return { kind, isSupported: false, reason: englishText(lack.reasonKey, lack.params), ...lack };
  });
}
