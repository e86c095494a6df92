import type { z } from 'zod';
import { type Node, nodeName } from './node.ts';
import { NodeError } from './node-error.ts';
import { type RunOptions, runOnNode } from './run-on-node.ts';
import type { Verb, VerbArgs } from './verbs.ts';

/** Runs a verb and gives its answer in the promised shape. */
export async function askNode<V extends Verb, Shape extends z.ZodType>(
  node: Node,
  verb: V,
  args: VerbArgs<V>,
  shape: Shape,
  options?: RunOptions,
): Promise<z.output<Shape>> {
  const parsed = shape.safeParse(await runOnNode(node, verb, args, options));
  if (parsed.success) return parsed.data;
  const nodeMessage =
    'the answer is not what this version expects: the helper of the node is another version';
  throw new NodeError({ kind: 'failed', verb, node: nodeName(node), nodeMessage, cause: parsed.error });
}
