import { page } from '#app/_lib/page.tsx';
import { readPageNumber } from '#app/_lib/read-page-number.ts';
import { ClientMessages } from '#components/layout/client-messages.tsx';
import { VaultFrame } from '#components/vaults/vault-frame.tsx';
import { VaultHistory } from '#components/vaults/vault-history.tsx';
import { listVaultEvents } from '#server/vaults/list-vault-events.ts';
import { loadVaultPage } from '../load-vault-page.ts';
import { vaultTitle } from '../vault-title.ts';

export const generateMetadata = vaultTitle('history');

export default page(async (ctx, { params, query }) => {
  const frame = await loadVaultPage(ctx, params);
  const list = await listVaultEvents(ctx, { id: frame.vault.id, page: readPageNumber(query.page) });
  return (
    <ClientMessages namespaces={['vaults']}>
      <VaultFrame {...frame}>
        <VaultHistory vault={frame.vault} list={list} query={query} />
      </VaultFrame>
    </ClientMessages>
  );
});
