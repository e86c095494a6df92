import { useTranslations } from 'next-intl';
import { useJobKindName } from '#components/jobs/use-job-kind-name.ts';
import type { VaultView } from '#server/vaults/schema.ts';
import { type VaultAction, whyNotVault } from '#server/vaults/states.ts';

/**
 * Why an action cannot be had now, in the reader's language; undefined when it can. `forbidden` is what
 * the reader's role does not allow, and goes before everything else.
 */
export function useWhyNotVault() {
  const t = useTranslations('errors');
  const tVaults = useTranslations('vaults');
  const kindName = useJobKindName();
  return (action: VaultAction, vault: VaultView, forbidden: string | undefined): string | undefined => {
    if (forbidden) return forbidden;
    const refusal = whyNotVault(action, vault);
    if (!refusal) return undefined;
    if (refusal.code === 'busy' && vault.job) return tVaults('busy', { kind: kindName(vault.job.kind) });
    return t(refusal.reason as 'internal', refusal.params as never);
  };
}
