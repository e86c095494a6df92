import { z } from 'zod';
import { askNode } from '#server/node-shell/ask-node.ts';
import type { Node } from '#server/node-shell/node.ts';
import type { NodeCallOptions } from '#server/node-shell/run-on-node.ts';

/** As the kernel and boot loaders name it (the helper's RELEASE and PATCH_NAME). */
const release = z.string().regex(/^\d+\.\d+[A-Za-z0-9.+~_-]{0,100}$/);
const patchName = z.string().regex(/^[A-Za-z0-9._-]{1,64}$/);

export const kernelStatus = z.object({
  running: z.string().regex(/^[\x21-\x7e]{1,120}$/),
  newest: release.nullable().describe('Of those that are installed; null: none is'),
  waitsForRestart: z.boolean().describe('The newest one is newer than the running one'),
  canLivePatch: z.boolean(),
  livePatches: z
    .array(z.object({ name: patchName, isEnabled: z.boolean(), isInTransition: z.boolean() }))
    .max(50),
});
export type KernelStatus = z.output<typeof kernelStatus>;

/** Which kernel a node runs, which one a restart would boot, and its live patches. @throws NodeError */
export async function getKernelStatus(node: Node, options?: NodeCallOptions): Promise<KernelStatus> {
  return askNode(node, 'kernel-status', [], kernelStatus, options);
}
