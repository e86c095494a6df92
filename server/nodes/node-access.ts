import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { z } from 'zod';
import { env } from '#server/env.ts';
import { type Node, nodeSchema } from '#server/node-shell/node.ts';

const nodesFile = z.record(z.string(), nodeSchema);

/**
 * How a node's helper is reached: as `BERTH_NODES_FILE` says, or here when the engine is this machine's own.
 * Undefined: nobody has told us the way. Throws where the file cannot be read, in words for whoever wrote it.
 */
export function nodeAccess(name: string): Node | undefined {
  const { BERTH_NODES_FILE, BERTH_INCUS_URL, BERTH_VAULT_ROOT } = env();
  const told = BERTH_NODES_FILE ? readNodes(BERTH_NODES_FILE)[name] : undefined;
  if (told) return told;
  // An engine that is no cluster calls its only member `none`, or by the machine's name.
  const isHere = BERTH_INCUS_URL.startsWith('unix:') && [hostname(), 'none'].includes(name);
  if (!isHere) return undefined;
  return { kind: 'local', ...(BERTH_VAULT_ROOT && { vaultRoot: BERTH_VAULT_ROOT }) };
}

/** Read for each call: a node that is told of now can be reached now. */
function readNodes(file: string): Record<string, Node> {
  const parsed = nodesFile.safeParse(parse(file));
  if (parsed.success) return parsed.data;
  throw new Error(`BERTH_NODES_FILE ${file}: ${z.prettifyError(parsed.error)}`);
}

function parse(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`BERTH_NODES_FILE ${file} cannot be read as JSON`, { cause: error });
  }
}
