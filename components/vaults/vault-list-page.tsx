import Plus from 'lucide-react/icons/plus';
import ReceiptText from 'lucide-react/icons/receipt-text';
import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button/button.tsx';
import { LinkButton } from '#components/ui/button/link-button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Section } from '#components/ui/section.tsx';
import { paths } from '#server/paths.ts';
import type { TenantView } from '#server/tenants/schema.ts';
import type { VaultOffer, VaultView } from '#server/vaults/schema.ts';
import { NoVaults } from './no-vaults.tsx';
import { useNewVaultRefusal } from './use-new-vault-refusal.ts';
import { useOfferNodes } from './use-offer-nodes.ts';
import { VaultTable } from './vault-table.tsx';

interface VaultListPageProps {
  tenant: TenantView;
  vaults: VaultView[];
  offer: VaultOffer;
  /** Why the reader may make none, if so. */
  forbidden: string | undefined;
}

export function VaultListPage({ tenant, vaults, offer, forbidden }: VaultListPageProps) {
  const t = useTranslations('vaults');
  const refusal = useNewVaultRefusal()(tenant, useOfferNodes(offer, vaults), forbidden);
  const living = vaults.filter(({ state }) => state !== 'shredded');
  const gone = vaults.filter(({ state }) => state === 'shredded');
  const isEmpty = living.length === 0;
  const create = (
    <CreateButton tenant={tenant.slug} label={t(isEmpty ? 'empty.action' : 'new')} refusal={refusal} />
  );
  return (
    <>
      <PageHeader
        title={t('title')}
        description={!isEmpty && <span className="max-w-3xl">{t('about')}</span>}
        actions={
          <>
            <LinkButton href={paths.receipts(tenant.slug)}>
              <ReceiptText aria-hidden />
              {t('receipts.title')}
            </LinkButton>
            {!isEmpty && create}
          </>
        }
      />
      {isEmpty ? <NoVaults action={create} /> : <VaultTable tenant={tenant} vaults={living} />}
      {isEmpty && refusal && <p className="mt-3 text-center text-sm text-ink-3">{refusal}</p>}
      {gone.length > 0 && (
        <div className="mt-8">
          <Section title={t('gone.title')} description={t('gone.about')}>
            <VaultTable tenant={tenant} vaults={gone} isGone />
          </Section>
        </div>
      )}
    </>
  );
}

function CreateButton(props: { tenant: string; label: string; refusal: string | undefined }) {
  const { tenant, label, refusal } = props;
  if (refusal) {
    return (
      <Button variant="primary" disabledReason={refusal}>
        <Plus aria-hidden />
        {label}
      </Button>
    );
  }
  return (
    <LinkButton href={paths.newVault(tenant)} variant="primary">
      <Plus aria-hidden />
      {label}
    </LinkButton>
  );
}
