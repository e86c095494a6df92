import { z } from 'zod';
import { vaultProviders } from '#server/node-shell/verbs.ts';

/**
 * What a vault on a node may look like:
 * - `open`      also with a `problem`: its files are damaged or gone, what runs in it goes on, and it can be closed
 * - `partial`   a call was cut in its middle: open or close it again
 * - `creating`  its creation was cut: create it again
 * - `shredding` its end was cut: shred it again
 * - `broken`    something is damaged, `problem` says what
 * - `busy`      (in lists) a call is at work on it
 */
export const nodeVaultStates = [
  'absent',
  'locked',
  'open',
  'partial',
  'creating',
  'shredding',
  'broken',
  'busy',
] as const;

const optionalText = z.string().nullish();

export const vaultFactsSchema = z.object({
  id: z.string(),
  state: z.enum(nodeVaultStates),
  provider: z.enum(vaultProviders).optional(),
  sizeBytes: z.int().optional(),
  /** What it takes of the node's disk at present. */
  usedBytes: z.int().optional(),
  /** The stable name of the open device, the source of the engine's pool. */
  device: optionalText,
  deviceBytes: z.int().nullish(),
  mounts: z.array(z.object({ path: z.string(), fstype: z.string() })).default([]),
  /** What the kernel says of the key, not what we believe. `unknown`: nothing is left that says which key it would be. */
  keyStatus: z.enum(['absent', 'present', 'incompletely-removed', 'unknown']).optional(),
  problem: optionalText,
  /** (Of an opening) the file system around it had errors, which were mended: the checker's own words. */
  mended: optionalText,
});

/** A vault as the node sees it. */
export type VaultFacts = z.output<typeof vaultFactsSchema>;
