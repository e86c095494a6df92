import { useTranslations } from 'next-intl';
import { useErrorText } from '#components/errors/use-error-text.ts';
import type { VaultOffer, VaultView } from '#server/vaults/schema.ts';

/** A node to choose; `refusal` says in the reader's language why none can be made on it. */
export type OfferNode = Pick<VaultOffer['nodes'][number], 'id' | 'name' | 'provider'> & {
  refusal: string | undefined;
};

/** Each node holds one vault for all of an account; those for one instance do not count. */
export function useOfferNodes(offer: VaultOffer, vaults: VaultView[] = []): OfferNode[] {
  const text = useErrorText();
  const tVaults = useTranslations('vaults.create');
  return offer.nodes.map(({ id, name, provider, isSupported, reason, reasonKey, params }) => {
    const why = text(reasonKey, params, reason);
    const own = vaults.find((one) => one.node.id === id && !one.isDedicated && one.state !== 'shredded');
    const taken = own && tVaults('nodeTaken', { name: own.name });
    return { id, name, provider, refusal: isSupported ? taken : (why ?? tVaults('nodeUnavailable')) };
  });
}
