import Lock from 'lucide-react/icons/lock';
import LockOpen from 'lucide-react/icons/lock-open';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Section } from '#components/ui/section.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { useStateAbout } from '#components/vaults/use-state-about.ts';
import { VaultState } from '#components/vaults/vault-state.tsx';
import type { InstanceView } from '#server/instances/schema.ts';
import { paths } from '#server/paths.ts';

/** Whether the disk is encrypted, and who can open it now: a lock, and the same in words. */
export function DiskPlace({ instance: { vault, tenant } }: { instance: InstanceView }) {
  const t = useTranslations('instances.storage');
  const tVaults = useTranslations('vaults');
  const stateAbout = useStateAbout();
  if (!vault) {
    return (
      <Place icon={<LockOpen aria-hidden className="text-ink-3" />} title={t('outside')}>
        <p>{t('outsideAbout')}</p>
      </Place>
    );
  }
  const href = paths.vault(tenant.slug, vault.id);
  const link = () => <TextLink href={href}>{vault.name}</TextLink>;
  return (
    <Place icon={<Lock aria-hidden className="text-lock" />} title={t.rich('inside', { vault: link })}>
      <p className="text-ink">
        <VaultState state={vault.state} />
      </p>
      <p>{stateAbout(vault)}</p>
      <p className="mt-2 font-medium text-ink">{tVaults(`keyMode.${vault.keyMode}`)}</p>
      <p>{tVaults(`keyModeAbout.${vault.keyMode}`)}</p>
    </Place>
  );
}

function Place({ icon, title, children }: { icon: ReactNode; title: ReactNode; children: ReactNode }) {
  const t = useTranslations('instances.storage');
  return (
    <Section framed title={t('title')}>
      <div className="flex gap-4 [&>svg]:mt-0.5 [&>svg]:size-6 [&>svg]:shrink-0">
        {icon}
        <div className="min-w-0 text-ink-2">
          <h3 className="mb-1 text-md text-ink wrap-anywhere">{title}</h3>
          {children}
        </div>
      </div>
    </Section>
  );
}
