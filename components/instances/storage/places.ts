import type { InstanceView } from '#server/instances/schema.ts';
import type { VaultView } from '#server/vaults/schema.ts';

/** The vaults that the disk of an instance could be in: on its node, not the present one, and with room for it. */
export function placesFor({ node, vault }: Pick<InstanceView, 'node' | 'vault'>, vaults: VaultView[]) {
  return vaults.filter(
    (one) =>
      one.node.id === node?.id &&
      one.id !== vault?.id &&
      one.state !== 'shredded' &&
      !(one.isDedicated && one.instances.length > 0),
  );
}
