import { useTranslations } from 'next-intl';
import { Breadcrumb } from '#components/ui/breadcrumb.tsx';
import { Callout } from '#components/ui/callout.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { PageHeader } from '#components/ui/page-header.tsx';
import { paths } from '#server/paths.ts';
import type { TenantView } from '#server/tenants/schema.ts';
import { maxVaultBytes, type VaultOffer, type VaultRoom, type VaultView } from '#server/vaults/schema.ts';
import { useNewVaultRefusal } from '../use-new-vault-refusal.ts';
import { useOfferNodes } from '../use-offer-nodes.ts';
import { useVaultsFull } from '../use-vaults-full.ts';
import { CreateVaultForm } from './create-vault-form.tsx';
import { gib } from './vault-draft.ts';

interface CreateVaultPageProps {
  tenant: TenantView;
  offer: VaultOffer;
  vaults: VaultView[];
  room: VaultRoom;
  /** Why the reader may make none, if so. */
  forbidden: string | undefined;
  /** Where the API is reached. */
  origin: string;
  create: FormAction;
}

export function CreateVaultPage({ tenant, offer, vaults, room, forbidden, ...form }: CreateVaultPageProps) {
  const t = useTranslations('vaults');
  const tLayout = useTranslations('layout');
  const nodes = useOfferNodes(offer, vaults);
  const mostGib = Math.floor(Math.min(room.leftBytes, maxVaultBytes) / gib);
  const full = useVaultsFull()(room, gib);
  const refusal = useNewVaultRefusal()(tenant, nodes, forbidden) ?? full;
  return (
    <>
      <PageHeader
        title={t('create.title')}
        description={t('create.about')}
        breadcrumb={
          <Breadcrumb
            label={tLayout('breadcrumb')}
            items={[{ label: t('title'), href: paths.vaults(tenant.slug) }, { label: t('create.title') }]}
          />
        }
      />
      {refusal && (
        <div className="mb-6 max-w-3xl">
          <Callout tone="warn" title={t('create.noNodeTitle')}>
            {refusal}
          </Callout>
        </div>
      )}
      <CreateVaultForm
        {...form}
        tenant={tenant.slug}
        nodes={nodes}
        mostGib={mostGib}
        takenNames={vaults.map(({ name }) => name)}
        refusal={refusal}
      />
    </>
  );
}
