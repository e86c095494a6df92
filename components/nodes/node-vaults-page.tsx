import Lock from 'lucide-react/icons/lock';
import { useTranslations } from 'next-intl';
import { Breadcrumb } from '#components/ui/breadcrumb.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { PageHeader } from '#components/ui/page-header.tsx';
import { paths } from '#server/paths.ts';
import type { VaultView } from '#server/vaults/schema.ts';
import { NodeVaultTable } from './node-vault-table.tsx';
import { PanicLock } from './panic-lock.tsx';

interface NodeVaultsPageProps {
  node: { id: string; name: string };
  vaults: VaultView[];
  panicLock: FormAction;
}

/** What is encrypted on a node, and the one button that locks all of it. */
export function NodeVaultsPage({ node, vaults, panicLock }: NodeVaultsPageProps) {
  const t = useTranslations('nodes');
  const tLayout = useTranslations('layout');
  return (
    <>
      <PageHeader
        title={t('vaults.pageTitle', { node: node.name })}
        description={t('vaults.about')}
        breadcrumb={
          <Breadcrumb
            label={tLayout('breadcrumb')}
            items={[
              { label: t('title'), href: paths.adminNodes() },
              { label: node.name, href: paths.adminNode(node.id) },
              { label: t('vaults.title') },
            ]}
          />
        }
      />
      <div className="mb-8">
        {vaults.length === 0 ? (
          <EmptyState title={t('vaults.none')} icon={<Lock />} />
        ) : (
          <NodeVaultTable node={node} vaults={vaults} />
        )}
      </div>
      <PanicLock node={node} vaults={vaults} action={panicLock} />
    </>
  );
}
