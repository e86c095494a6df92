import { page } from '#app/_lib/page.tsx';
import { InstanceFrame } from '#components/instances/instance-frame.tsx';
import { InstanceStorage } from '#components/instances/storage/instance-storage.tsx';
import { getVaultOffer } from '#server/vaults/get-vault-offer.ts';
import { listVaults } from '#server/vaults/list-vaults.ts';
import { openVaultAction } from '../../../vaults/actions.ts';
import { instanceTitle } from '../instance-title.ts';
import { loadInstancePage } from '../load-instance-page.ts';
import { moveInstanceAction } from './actions.ts';

export const generateMetadata = instanceTitle('storage');

export default page(async (ctx, { params }) => {
  const frame = await loadInstancePage(ctx, params);
  const { instance, forbidden } = frame;
  const tenant = instance.tenant.slug;
  const [vaults, offer] = await Promise.all([listVaults(ctx, { tenant }), getVaultOffer(ctx, { tenant })]);
  return (
    <InstanceFrame {...frame}>
      <InstanceStorage
        {...{ instance, vaults, offer, forbidden }}
        move={moveInstanceAction}
        openVault={openVaultAction}
      />
    </InstanceFrame>
  );
});
