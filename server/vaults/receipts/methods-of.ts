import type { ShredFacts } from '../providers/shred-on-node.ts';
import type { VaultProvider } from '../schema.ts';
import { type ShredMethod, shredMethods } from './receipt-schema.ts';

/** What the node says that it did, and no more. */
export function methodsOf(provider: VaultProvider, facts: ShredFacts): ShredMethod[] {
  const { slotsErased, overwrittenBytes, isVerified, isDiscarded, hadFile } = facts;
  const done: Record<Exclude<ShredMethod, 'policy-removed'>, boolean> = {
    'key-slots-erased': provider === 'luks' && slotsErased === true,
    'header-overwritten': overwrittenBytes > 0 && isVerified,
    'blocks-discarded': isDiscarded === true,
    'file-deleted': hadFile,
    'wrapped-key-deleted': true,
  };
  return shredMethods.filter((method) => method !== 'policy-removed' && done[method]);
}
