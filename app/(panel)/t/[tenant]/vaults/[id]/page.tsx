import { page } from '#app/_lib/page.tsx';
import { QueueRefresh } from '#components/jobs/queue-refresh.tsx';
import { ClientMessages } from '#components/layout/client-messages.tsx';
import { VaultOverview } from '#components/vaults/detail/vault-overview.tsx';
import { VaultFrame } from '#components/vaults/vault-frame.tsx';
import { getJob } from '#server/jobs-view/get-job.ts';
import { getSettings } from '#server/settings/get-settings.ts';
import { getVaultRoom } from '#server/vaults/get-vault-room.ts';
import { loadVaultPage } from './load-vault-page.ts';
import { vaultTitle } from './vault-title.ts';

export const generateMetadata = vaultTitle('overview');

export default page(async (ctx, { params }) => {
  const frame = await loadVaultPage(ctx, params);
  const [job, room, { vaultGraceDays }] = await Promise.all([
    frame.vault.job ? getJob(ctx, frame.vault.job.id) : undefined,
    getVaultRoom(ctx, { tenant: frame.vault.tenant.slug }),
    getSettings(ctx),
  ]);
  return (
    <ClientMessages namespaces={['vaults']}>
      <VaultFrame {...frame}>
        <QueueRefresh jobs={job ? [job] : []} />
        <VaultOverview {...frame} job={job} room={room} graceDays={vaultGraceDays} />
      </VaultFrame>
    </ClientMessages>
  );
});
