import { useTranslations } from 'next-intl';
import { LinkButton } from '#components/ui/button/link-button.tsx';
import { Section } from '#components/ui/section.tsx';
import { VaultTable } from '#components/vaults/vault-table.tsx';
import { paths } from '#server/paths.ts';
import type { VaultView } from '#server/vaults/schema.ts';

interface TenantVaultsProps {
  tenant: { slug: string; name: string };
  vaults: VaultView[];
}

/** What the tenant has encrypted; what can be done with it is where the customer has it. */
export function TenantVaults({ tenant, vaults }: TenantVaultsProps) {
  const t = useTranslations('tenants.detail');
  const all = vaults.length > 0 && (
    <LinkButton href={paths.vaults(tenant.slug)} size="sm">
      {t('allVaults')}
    </LinkButton>
  );
  return (
    <Section title={t('vaults')} actions={all}>
      {vaults.length === 0 ? (
        <p className="text-ink-2">{t('noVaults')}</p>
      ) : (
        <VaultTable tenant={tenant} vaults={vaults} />
      )}
    </Section>
  );
}
