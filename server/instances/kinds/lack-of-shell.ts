import type { Lack, NodeFacts } from './kind.ts';
import { lackOfDriver } from './lack-of-driver.ts';

/** What a shell of ours needs: a light VM, and its image on the engine. */
export function lackOfShell(shell: string, node: NodeFacts): Lack | null {
  const lack = lackOfDriver('lxc', node);
  if (lack || node.images.includes(shell)) return lack;
  return { reasonKey: 'kind-needs-shell', params: { image: shell } };
}
