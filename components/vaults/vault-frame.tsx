import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { LiveRefresh } from '#components/layout/live-refresh.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { Breadcrumb } from '#components/ui/breadcrumb.tsx';
import { LinkTabs } from '#components/ui/link-tabs.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { paths } from '#server/paths.ts';
import type { VaultView } from '#server/vaults/schema.ts';
import { isLiving } from './is-living.ts';
import type { VaultProps } from './vault-actions.ts';
import { VaultMainActions } from './vault-main-actions.tsx';
import { VaultState } from './vault-state.tsx';

interface VaultFrameProps extends VaultProps {
  vault: VaultView;
  children: ReactNode;
}

/** What the pages of one vault share: which it is, how it is, what matters now, and that they are live. */
export function VaultFrame({ vault, actions, forbidden, children }: VaultFrameProps) {
  const t = useTranslations('vaults');
  const tLayout = useTranslations('layout');
  const { id, name, tenant } = vault;
  return (
    <>
      <LiveRefresh
        href={paths.events({ tenant: tenant.slug })}
        topics={['vault', 'instance', 'job', 'tenant']}
      />
      <PageHeader
        title={name}
        breadcrumb={
          <Breadcrumb
            label={tLayout('breadcrumb')}
            items={[{ label: t('title'), href: paths.vaults(tenant.slug) }, { label: name }]}
          />
        }
        description={
          <>
            <VaultState state={vault.state} />
            {vault.isDedicated && <Badge>{t('dedicated')}</Badge>}
            {isLiving(vault) && <span>{t(`keyMode.${vault.keyMode}`)}</span>}
          </>
        }
        actions={<VaultMainActions vault={vault} actions={actions} forbidden={forbidden} />}
        tabs={
          <LinkTabs
            label={t('tab.label', { name })}
            tabs={[
              { label: t('tab.overview'), href: paths.vault(tenant.slug, id) },
              { label: t('tab.history'), href: paths.vaultHistory(tenant.slug, id) },
            ]}
          />
        }
      />
      {children}
    </>
  );
}
