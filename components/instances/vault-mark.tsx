import Lock from 'lucide-react/icons/lock';
import { useTranslations } from 'next-intl';
import type { InstanceView } from '#server/instances/schema.ts';

/** A small lock beside the name of an instance whose disk is in a vault; nothing for any other. */
export function VaultMark({ vault }: { vault: InstanceView['vault'] }) {
  const t = useTranslations('instances');
  const tState = useTranslations('vaults.state');
  if (!vault) return null;
  const words = t('inVault', { name: vault.name, state: tState(vault.state) });
  return (
    <span title={words} className="inline-flex shrink-0 text-lock">
      <Lock aria-hidden className="size-3.5" />
      <span className="sr-only">{words}</span>
    </span>
  );
}
